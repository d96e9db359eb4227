// With them go the assignments on them.
UNWIND $ids AS id
MATCH (t:Task {id: id})-[:PART_OF]->(:Plan {id: $plan})
DETACH DELETE t
