// After its tasks and names have gone. What others relate to stays; without an id it is no plan.
MATCH (p:Plan {id: $plan})
SET p.id = null
WITH p WHERE NOT EXISTS { MATCH (p)--() }
DELETE p
