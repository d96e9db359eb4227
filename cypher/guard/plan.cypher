// First of all statements of a load: whoever loads the same plan waits here, and then sees what the other wrote.
MERGE (p:Plan {id: $plan})
SET p.id = $plan
RETURN p.title IS NOT NULL AS held
