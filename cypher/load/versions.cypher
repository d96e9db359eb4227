// Only a version that is not there yet; json is the plan of then, packed.
UNWIND $rows AS row
MATCH (p:Plan {id: row.plan})
CREATE (v:Version {
  id: row.id, plan: row.plan, number: row.number, loaded: row.loaded, digest: row.digest, json: row.json
})
CREATE (v)-[:VERSION_OF]->(p)
RETURN count(*) AS written
