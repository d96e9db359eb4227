// zh: 某单位在每项任务中的分工
// en: What a unit does in each role
// about zh: 该单位的每一条分工，先牵头，后责任、配合、督促；同一任务有两种分工的两条都列出。
// about en: Every assignment of the unit: what it leads first, then responsible, support and supervision; two roles on one task are two rows.
// parameter unit (unit): 单位名称，也可用登记过的其他写法 | the unit's name, or a recorded other spelling | 县科协
// column role (role): 分工 | role
// column number: 序号 | number
// column title: 任务 | task
// column section (path): 章节 | section
// column deadline: 完成时限 | deadline
// column printed: 原文写法 | as printed
// column origin (origin): 依据 | ground
MATCH (u:Unit {name: $unit})-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
RETURN r.role AS role, t.label AS number, t.title AS title, t.section AS section, t.deadline AS deadline,
       r.printed AS printed, r.origin AS origin
ORDER BY CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END,
         t.`order`, t.id, r.position, u.id
