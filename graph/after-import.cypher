// respnet-report
CREATE CONSTRAINT plan_id IF NOT EXISTS FOR (p:Plan) REQUIRE p.id IS UNIQUE;
CREATE CONSTRAINT unit_id IF NOT EXISTS FOR (u:Unit) REQUIRE u.id IS UNIQUE;
CREATE CONSTRAINT task_id IF NOT EXISTS FOR (t:Task) REQUIRE t.id IS UNIQUE;
// The bulk import leaves an empty list out.
MATCH (p:Plan)
SET p.focus = coalesce(p.focus, []);
MATCH (:Unit)-[n:NAMED_IN]->(:Plan)
SET n.also_written = coalesce(n.also_written, []), n.members = coalesce(n.members, []);
MATCH (t:Task)
SET t.section = coalesce(t.section, []), t.targets = coalesce(t.targets, []), t.open_roles = coalesce(t.open_roles, []);
