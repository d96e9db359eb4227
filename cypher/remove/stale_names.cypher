MATCH (u:Unit)-[n:NAMED_IN]->(:Plan {id: $plan})
WHERE NOT u.id IN $units
DELETE n
