MATCH (p:Plan {id: $plan})
DETACH DELETE p
