UNWIND $rows AS row
MATCH (a:Unit {id: row.a})
MATCH (b:Unit {id: row.b})
CREATE (a)-[:LEADS_TOGETHER {plan: row.plan, tasks: row.tasks, expected: row.expected, p: row.p, adjusted: row.adjusted}]->(b)
RETURN count(*) AS written
