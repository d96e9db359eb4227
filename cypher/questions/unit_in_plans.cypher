// zh: 某单位在各个方案中的任务
// en: What a unit does in every plan
// about zh: 库中各方案里该名称单位的每一条分工；不同地区的同名单位分别列出。
// about en: Every assignment of units of this name in all plans of the store; units of the same name in two areas are two units.
// parameter unit (unit): 单位名称，也可用登记过的其他写法 | the unit's name, or a recorded other spelling | 县科协
// column plan: 方案 | plan
// column area: 地区 | area
// column role (role): 分工 | role
// column number: 序号 | number
// column title: 任务 | task
// column deadline: 完成时限 | deadline
MATCH (u:Unit {name: $unit})-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(p:Plan)
RETURN p.id AS plan, u.area AS area, r.role AS role, t.label AS number, t.title AS title, t.deadline AS deadline
ORDER BY plan, u.id, CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END,
         t.`order`, t.id, r.position
