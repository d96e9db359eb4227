// Before those of the new version are written, in the same transaction.
UNWIND $ids AS id
MATCH (:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(:Task {id: id})-[:PART_OF]->(:Plan {id: $plan})
DELETE r
