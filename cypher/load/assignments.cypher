// LEADS stands for the type of any role: `load/assignments:SUPPORTS` is this statement with that type.
// Needs the units and tasks; of a task that is written again the former assignments are out already.
UNWIND $rows AS row
MATCH (u:Unit {id: row.unit})
MATCH (t:Task {id: row.task})
CREATE (u)-[r:LEADS {position: row.position, role: row.role, origin: row.origin, printed: row.printed}]->(t)
RETURN count(*) AS written
