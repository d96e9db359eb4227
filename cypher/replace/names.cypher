UNWIND $ids AS id
MATCH (:Unit {id: id})-[n:NAMED_IN]->(:Plan {id: $plan})
DELETE n
