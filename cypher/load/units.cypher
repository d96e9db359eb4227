// The node is shared by all plans that name the unit; what this plan says of it stands on NAMED_IN.
// An earlier capacity goes here; load/capacities writes those that are given.
UNWIND $rows AS row
MATCH (p:Plan {id: row.plan})
MERGE (u:Unit {id: row.id})
SET u.name = row.name, u.area = row.area
MERGE (u)-[n:NAMED_IN]->(p)
SET n.kind = row.kind, n.guessed = row.guessed, n.collective = row.collective, n.also_written = row.also_written,
    n.members = row.members, n.english = row.english, n.capacity = null
RETURN count(*) AS written
