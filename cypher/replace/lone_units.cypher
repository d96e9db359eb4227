// The units that no plan names any more.
MATCH (u:Unit) WHERE NOT EXISTS { MATCH (u)-[:NAMED_IN]->(:Plan) }
DETACH DELETE u
