// Other people's nodes may be called Plan too: an id that is no text starts with nothing.
MATCH (p:Plan) WHERE p.id STARTS WITH ''
OPTIONAL MATCH (t:Task)-[:PART_OF]->(p)
WITH p, count(t) AS tasks
OPTIONAL MATCH (v:Version)-[:VERSION_OF]->(p) WHERE v.number > 0
RETURN p.id AS id, p.title AS title, tasks, p.loaded AS loaded, count(v) AS versions, p.area AS area,
       p.issued AS issued, p.published AS published
ORDER BY id
