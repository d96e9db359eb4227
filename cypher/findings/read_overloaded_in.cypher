MATCH (u:Unit)-[f:OVERLOADED_IN]->(of:Plan)
RETURN u.id AS unit, of.id AS plan, f.flag AS flag, f.ways AS ways, f.excess AS excess, f.p AS p
ORDER BY plan, unit
