// LEADS stands for the type of any role: `load/assignments:SUPPORTS` is this statement with that type.
// Needs the units and tasks; the same unit may stand twice in one list, so the position is part of the key.
UNWIND $rows AS row
MATCH (u:Unit {id: row.unit})
MATCH (t:Task {id: row.task})
MERGE (u)-[r:LEADS {position: row.position}]->(t)
SET r.role = row.role, r.printed = row.printed, r.origin = row.origin
RETURN count(*) AS written
