// zh: 统称参与的任务
// en: Tasks that name a collective
// about zh: 由一个名称代表许多单位（如各乡镇(街道)）的任务，每条分工一行。
// about en: Tasks on which one name stands for many units (such as 各乡镇(街道)), one row for each assignment.
// column number: 序号 | number
// column title: 任务 | task
// column unit: 单位 | unit
// column role (role): 分工 | role
MATCH (u:Unit)-[n:NAMED_IN]->(p:Plan {id: $plan}) WHERE n.collective
MATCH (u)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(p)
RETURN t.label AS number, t.title AS title, u.name AS unit, r.role AS role
ORDER BY t.`order`, t.id, CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END,
         r.position, u.id
