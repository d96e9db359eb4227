// With them go the assignments on them. What others relate to stays, apart from the plan.
MATCH (t:Task)-[of:PART_OF]->(:Plan {id: $plan}) WHERE NOT t.id IN $tasks
OPTIONAL MATCH (:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t)
DELETE r, of
WITH DISTINCT t WHERE NOT EXISTS { MATCH (t)--() }
DELETE t
