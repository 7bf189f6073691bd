/** How the IPTC texts of a library are encoded where the files do not say. */
export const iptcText = `
ALTER TABLE library ADD COLUMN iptc TEXT NOT NULL DEFAULT 'latin'; -- IptcText
`;
