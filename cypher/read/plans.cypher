// Other people's nodes may be called Plan too: an id that is no text starts with nothing.
MATCH (p:Plan)
WHERE p.id STARTS WITH ''
OPTIONAL MATCH (t:Task)-[:PART_OF]->(p)
RETURN p.id AS id, p.title AS title, count(t) AS tasks
ORDER BY id
