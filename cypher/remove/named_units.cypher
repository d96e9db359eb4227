MATCH (u:Unit)-[:NAMED_IN]->(:Plan {id: $plan})
RETURN u.id AS id
ORDER BY id
