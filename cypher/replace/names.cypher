MATCH (:Unit)-[n:NAMED_IN]->(:Plan {id: $plan})
DELETE n
