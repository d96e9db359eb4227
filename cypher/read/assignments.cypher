// One row of lists of equal length, in no order: with a row for each assignment, a server takes twice the time.
MATCH (u:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
RETURN collect(u.id) AS unit, collect(t.id) AS task, collect(r.role) AS role, collect(r.position) AS position,
       collect(coalesce(r.printed, '')) AS printed, collect(r.origin) AS origin
