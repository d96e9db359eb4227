UNWIND $rows AS row
MATCH (u:Unit {id: row.unit})
MATCH (p:Plan {id: row.plan})
CREATE (u)-[:OVERLOADED_IN {flag: row.flag, ways: row.ways, excess: row.excess, p: row.p}]->(p)
RETURN count(*) AS written
