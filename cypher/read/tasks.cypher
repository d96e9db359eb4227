MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan})
RETURN t.id AS id, t.`order` AS place, t.number AS number, t.part AS part, t.section AS section,
       t.title AS title, t.deadline AS deadline, t.targets AS targets, t.text AS text,
       t.summary AS summary, t.clause AS clause, t.source AS source, t.open_roles AS open_roles, t.effort AS effort
ORDER BY place, id
