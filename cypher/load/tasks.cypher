UNWIND $rows AS row
MATCH (p:Plan {id: row.plan})
MERGE (t:Task {id: row.id})
SET t.`order` = row.`order`, t.number = row.number, t.part = row.part, t.label = row.label, t.section = row.section,
    t.title = row.title, t.deadline = row.deadline, t.due = row.due, t.targets = row.targets, t.text = row.text,
    t.summary = row.summary, t.clause = row.clause, t.source = row.source, t.open_roles = row.open_roles,
    t.effort = row.effort
MERGE (t)-[:PART_OF]->(p)
RETURN count(*) AS written
