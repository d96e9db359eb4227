MATCH (u:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
RETURN u.id AS unit, t.id AS task, r.role AS role, r.position AS position, r.printed AS printed, r.origin AS origin
ORDER BY task, role, position, unit
