// zh: 某单位在各个方案中的任务数
// en: How much a unit carries in every plan
// about zh: 库中各方案里该名称单位的任务数、牵头数和有明确期限的任务数，任务多的在前；一项任务只计一次，督促不计；不同地区的同名单位分别列出。
// about en: Tasks, leads and tasks with a date of units of this name in each plan of the store, most tasks first; a task counts once, supervision does not; units of the same name in two areas are two units.
// parameter unit (unit): 单位名称，也可用登记过的其他写法 | the unit's name, or a recorded other spelling | 县科协
// column area: 地区 | area
// column plan: 方案 | plan
// column tasks (number): 任务数 | tasks
// column leads (number): 牵头 | leads
// column dated (number): 有期限 | with a date
MATCH (u:Unit {name: $unit})-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)-[:PART_OF]->(p:Plan)
WITH u, p, count(DISTINCT t.id) AS tasks, count(DISTINCT CASE r.role WHEN 'lead' THEN t.id END) AS leads,
     count(DISTINCT CASE WHEN t.due IS NOT NULL THEN t.id END) AS dated
RETURN u.area AS area, p.id AS plan, tasks, leads, dated
ORDER BY area, u.id, tasks DESC, plan
