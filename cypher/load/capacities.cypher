// Only the units with a capacity: a column in which nothing is given has no type in LadybugDB.
UNWIND $rows AS row
MATCH (:Unit {id: row.id})-[n:NAMED_IN]->(:Plan {id: row.plan})
SET n.capacity = row.capacity
RETURN count(*) AS written
