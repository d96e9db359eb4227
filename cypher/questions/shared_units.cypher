// zh: 在几个方案中都出现的单位
// en: Units named in several plans
// about zh: 库中至少两个方案都有的单位（地区和名称都相同），每个方案一行；任务数不含督促；不含统称。
// about en: Units that at least two plans of the store name (same area and name), one row for each plan; supervision does not count; without collectives.
// column unit: 单位 | unit
// column area: 地区 | area
// column plans (number): 方案数 | plans
// column plan: 方案 | plan
// column tasks (number): 任务数 | tasks
MATCH (u:Unit)-[n:NAMED_IN]->(p:Plan) WHERE NOT n.collective
WITH u, count(DISTINCT p.id) AS plans WHERE plans > 1
MATCH (u)-[n:NAMED_IN]->(p:Plan) WHERE NOT n.collective
// An optional path must not join two nodes that are known already: LadybugDB then loses rows, or crashes.
OPTIONAL MATCH (u)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task) WHERE EXISTS { MATCH (t)-[:PART_OF]->(p) }
WITH u, plans, p, count(DISTINCT t.id) AS tasks
RETURN u.name AS unit, u.area AS area, plans, p.id AS plan, tasks
ORDER BY plans DESC, unit, u.id, plan
