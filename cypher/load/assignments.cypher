// LEADS stands for the type of any role: `load/assignments:SUPPORTS` is this statement with that type.
// Needs the units and tasks; the same unit may stand twice in one list, so the position is part of the key.
UNWIND $rows AS row
MATCH (u:Unit {id: row.unit})
MATCH (t:Task {id: row.task})
MERGE (u)-[r:LEADS {position: row.position, role: row.role, origin: row.origin}]->(t)
SET r.printed = row.printed
RETURN count(*) AS written
