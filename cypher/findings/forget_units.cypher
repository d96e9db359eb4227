MATCH (:Unit)-[f:OVERLOADED_IN|RANKED_IN]->(:Plan {id: $plan})
DELETE f
