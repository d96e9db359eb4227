MATCH (v:Version)-[:VERSION_OF]->(:Plan {id: $plan})
DETACH DELETE v
