MATCH (p:Plan)
OPTIONAL MATCH (t:Task)-[:PART_OF]->(p)
RETURN p.id AS id, p.title AS title, count(t) AS tasks
ORDER BY id
