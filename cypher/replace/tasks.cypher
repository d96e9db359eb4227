// With them go the assignments on them.
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan})
DETACH DELETE t
