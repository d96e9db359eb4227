// Units that another plan knows by the same id, but under another name or area: writing them would change that plan.
UNWIND $rows AS row
MATCH (u:Unit {id: row.id})-[:NAMED_IN]->(p:Plan)
WHERE p.id <> row.plan AND (u.name <> row.name OR coalesce(u.area, '') <> row.area)
RETURN u.id AS id, p.id AS plan
ORDER BY id, plan
