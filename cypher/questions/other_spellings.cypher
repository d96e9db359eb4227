// zh: 以其他写法出现的单位
// en: Names written in another spelling
// about zh: 原文写法与规范名称不同的分工；两者是同一单位，由人登记在 units.csv 中。
// about en: Assignments of which the printed name is not the canonical one; that both are one unit was recorded by a person in units.csv.
// column unit: 单位 | unit
// column printed: 原文写法 | as printed
// column number: 序号 | number
// column title: 任务 | task
// column role (role): 分工 | role
MATCH (u:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
WHERE r.printed <> u.name
RETURN u.name AS unit, r.printed AS printed, t.label AS number, t.title AS title, r.role AS role
ORDER BY t.`order`, t.id, CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END,
         r.position, u.id
