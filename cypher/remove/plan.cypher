// After its tasks and names have gone.
MATCH (p:Plan {id: $plan})
DETACH DELETE p
