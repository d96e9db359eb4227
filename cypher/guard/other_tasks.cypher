// Tasks of another plan with the same id: writing them would take them out of that plan.
UNWIND $rows AS row
MATCH (t:Task {id: row.id})-[:PART_OF]->(p:Plan) WHERE p.id <> row.plan
RETURN t.id AS id, p.id AS plan
ORDER BY id, plan
