// zh: 以“等”结尾的单位名单
// en: Open lists of units
// about zh: 单位名单以“等”结尾、没有列全的任务和分工；每种分工一行。
// about en: Tasks with a list of units that ends in 等, so that not all are named; one row for each role.
// column number: 序号 | number
// column title: 任务 | task
// column role (role): 分工 | role
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan})
UNWIND t.open_roles AS role
RETURN t.label AS number, t.title AS title, role
ORDER BY t.`order`, t.id, CASE role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END
