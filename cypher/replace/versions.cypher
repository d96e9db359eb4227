UNWIND $ids AS id
MATCH (v:Version {id: id})-[:VERSION_OF]->(:Plan {id: $plan})
DETACH DELETE v
