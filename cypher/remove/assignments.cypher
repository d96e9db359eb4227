// Before those of the new version are written, in the same transaction.
MATCH (:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(:Task)-[:PART_OF]->(:Plan {id: $plan})
DELETE r
