// How much there is of a plan, to compare with what should be there.
MATCH (p:Plan {id: $plan})
RETURN COUNT { MATCH (:Unit)-[:NAMED_IN]->(p) } AS units, COUNT { MATCH (:Task)-[:PART_OF]->(p) } AS tasks,
       COUNT { MATCH (:Unit)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(:Task)-[:PART_OF]->(p) } AS assignments
