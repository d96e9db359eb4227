MATCH (u:Unit)-[n:NAMED_IN]->(:Plan {id: $plan}) WHERE NOT u.id IN $units
WITH n, u.id AS id
DELETE n
RETURN id
ORDER BY id
