// zh: 有督促单位的任务
// en: Tasks that are supervised
// about zh: 有督促单位的任务；督促不算参与任务，各项统计都不计入。
// about en: Tasks with a unit that supervises them; supervision is no share in the work and counts nowhere.
// column number: 序号 | number
// column title: 任务 | task
// column unit: 单位 | unit
MATCH (u:Unit)-[r:SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
RETURN t.label AS number, t.title AS title, u.name AS unit
ORDER BY t.`order`, t.id, r.position, u.id
