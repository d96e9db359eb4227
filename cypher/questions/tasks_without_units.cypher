// zh: 没有任何单位的任务
// en: Tasks without units
// about zh: 没有牵头、责任、配合或督促单位的任务。
// about en: Tasks on which no unit stands in any role.
// column number: 序号 | number
// column section (path): 章节 | section
// column title: 任务 | task
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan})
WHERE NOT EXISTS { MATCH (:Unit)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t) }
RETURN t.label AS number, t.section AS section, t.title AS title
ORDER BY t.`order`, t.id
