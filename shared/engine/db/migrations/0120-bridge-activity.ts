/** What a bridge did, and what it cannot do, each found without a walk through everything. */
export const bridgeActivity = `
-- The bridges that a run decided in, so that a bridge's runs are found by it, whatever it is called now.
CREATE TABLE run_bridge (
  run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
  bridge TEXT NOT NULL,
  at INTEGER NOT NULL,                 -- as in run
  PRIMARY KEY (bridge, at, run)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_bridge_run ON run_bridge (run);
INSERT INTO run_bridge (run, bridge, at)
  SELECT run.id, id.value, run.at FROM run JOIN plan ON plan.id = run.plan, json_each(plan.input, '$.bridgeIds') AS id
  WHERE run.kind = 'sync' AND typeof(id.value) = 'text'
  UNION
  SELECT run.id, decision.bridge, run.at FROM run JOIN plan_decision AS decision ON decision.plan = run.plan;

-- Files that were taken out of a plan because they cannot be written: problems to be looked at once the plan runs.
CREATE TABLE plan_dropped (
  plan TEXT NOT NULL REFERENCES plan (id) ON DELETE CASCADE,
  file INTEGER NOT NULL,
  problem TEXT NOT NULL,               -- JSON Problem
  PRIMARY KEY (plan, file)
) STRICT, WITHOUT ROWID;

CREATE INDEX problem_unwritten ON problem (library, path) WHERE during = 'write' AND NOT ignored;
CREATE INDEX conflict_bridge ON conflict (bridge, kind);
`;
