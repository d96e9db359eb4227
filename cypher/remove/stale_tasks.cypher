// With them go the assignments on them.
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan})
WHERE NOT t.id IN $tasks
DETACH DELETE t
