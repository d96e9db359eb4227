// After the assignments on them. What others relate to stays, apart from the plan.
UNWIND $ids AS id
MATCH (t:Task {id: id})-[of:PART_OF]->(:Plan {id: $plan})
DELETE of
WITH t WHERE NOT EXISTS { MATCH (t)--() }
DELETE t
