/** A family's conflict is kept at its first photo, and seen at all of them. */
export const conflictKin = `
-- The other photos of the family that a conflict is about.
CREATE TABLE conflict_kin (
  conflict INTEGER NOT NULL REFERENCES conflict (id) ON DELETE CASCADE,
  photo INTEGER NOT NULL,
  PRIMARY KEY (conflict, photo)
) STRICT, WITHOUT ROWID;
CREATE INDEX conflict_kin_photo ON conflict_kin (photo);
-- Every photo at which a conflict is seen.
CREATE VIEW conflict_seen (conflict, photo, bridge) AS
  SELECT id, photo, bridge FROM conflict
  UNION ALL
  SELECT kin.conflict, kin.photo, of.bridge FROM conflict_kin AS kin JOIN conflict AS of ON of.id = kin.conflict;
`;
