// Of the units that this plan named before: only those that no plan names any more.
UNWIND $units AS id
MATCH (u:Unit {id: id})
WHERE NOT EXISTS { MATCH (u)-[:NAMED_IN]->(:Plan) }
DETACH DELETE u
