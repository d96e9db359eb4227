// Of the kind LEADS: the ids of a plan's tasks (PART_OF) or units (NAMED_IN).
MATCH (n)-[:LEADS]->(:Plan {id: $plan})
RETURN n.id AS id
ORDER BY id
