// zh: 共同牵头的两个单位
// en: Pairs of units that lead together
// about zh: 共同牵头任务达到给定数目的每两个单位，共同任务多的在前；不含统称。
// about en: Every two units that lead at least the given number of tasks together, the most first; without collectives.
// parameter at_least (number): 至少共同牵头几项任务 | the least number of tasks led together | 2
// column unit: 单位 | unit
// column other: 另一单位 | other unit
// column together (number): 共同任务数 | tasks together
MATCH (a:Unit)-[:LEADS]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
MATCH (b:Unit)-[:LEADS]->(t) WHERE a.id <> b.id
WITH a, b, count(DISTINCT t.id) AS together WHERE together >= $at_least
// One step after the other, and the plan by its id each time: LadybugDB reads all NAMED_IN and PART_OF for a bound one.
MATCH (a)-[m:NAMED_IN]->(:Plan {id: $plan}) WHERE NOT m.collective
WITH a, b, together
MATCH (b)-[n:NAMED_IN]->(:Plan {id: $plan}) WHERE NOT n.collective
WITH a, b, together
MATCH (a)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
WITH a, b, together, t, r.position AS position,
     CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END AS strength
WITH a, b, together, min(t.`order` * 10000000 + strength * 1000000 + position) AS first
MATCH (b)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
WITH a, b, together, first, t, r.position AS position,
     CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END AS strength
WITH a, b, together, first, min(t.`order` * 10000000 + strength * 1000000 + position) AS second
WHERE first < second OR (first = second AND a.id < b.id)
RETURN a.name AS unit, b.name AS other, together
ORDER BY together DESC, first, second, a.id, b.id
