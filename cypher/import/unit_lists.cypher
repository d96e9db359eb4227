MATCH (:Unit)-[n:NAMED_IN]->(:Plan)
SET n.also_written = coalesce(n.also_written, []), n.members = coalesce(n.members, [])
