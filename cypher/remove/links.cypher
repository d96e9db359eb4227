// Every assignment of the plan with the server's own id of it, so that one that is no longer written can be removed.
MATCH (u:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
RETURN elementId(r) AS link, u.id AS unit, t.id AS task, type(r) AS type, r.position AS position
ORDER BY task, type, position, unit, link
