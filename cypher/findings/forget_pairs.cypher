// While its names still stand: the pairs that were written with a plan are those of its units.
MATCH (:Plan {id: $plan})<-[:NAMED_IN]-(:Unit)-[f:LEADS_TOGETHER {plan: $plan}]->(:Unit)
DELETE f
