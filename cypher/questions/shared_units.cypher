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
// From the unit along its own relationships: each leads to a task of a plan, or to the plan itself, which counts one.
MATCH (u)-[r:NAMED_IN|LEADS|RESPONSIBLE_FOR|SUPPORTS]->(x)
OPTIONAL MATCH (x)-[:PART_OF]->(p:Plan)
WITH u, plans, coalesce(p.id, x.id) AS plan, count(DISTINCT x.id) - 1 AS tasks,
     count(CASE WHEN NOT r.collective THEN 1 END) AS named
WHERE named > 0
RETURN u.name AS unit, u.area AS area, plans, plan, tasks
ORDER BY plans DESC, unit, u.id, plan
