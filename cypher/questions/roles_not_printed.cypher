// zh: 按惯例或上级条目确定的分工
// en: Roles by convention or inherited
// about zh: 不是逐条写明的分工：按“以下均需”之类的条目沿用，或按“排在第一位的为牵头单位”之类的惯例确定。
// about en: Roles that are not printed at the task itself: inherited from a sentence for several tasks, or by a rule such as “the first-listed unit leads”.
// column number: 序号 | number
// column title: 任务 | task
// column unit: 单位 | unit
// column role (role): 分工 | role
// column origin (origin): 依据 | ground
MATCH (u:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
WHERE r.origin <> 'printed'
RETURN t.label AS number, t.title AS title, u.name AS unit, r.role AS role, r.origin AS origin
ORDER BY t.`order`, t.id, CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END,
         r.position, u.id
