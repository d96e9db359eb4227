MATCH (u:Unit)-[n:NAMED_IN]->(p:Plan)
RETURN u.id AS id, u.name AS name, u.area AS area, n.kind AS kind, n.guessed AS guessed, n.also_written AS also_written,
       n.members AS members, n.english AS english, n.capacity AS capacity
ORDER BY id, p.id
