// zh: 库中的全部方案
// en: The plans in the store
// about zh: 每个方案的任务数和单位数，单位数含统称。
// about en: Every plan with its tasks and units, collectives too.
// column plan: 方案 | plan
// column title: 名称 | title
// column area: 地区 | area
// column tasks (number): 任务数 | tasks
// column units (number): 单位数 | units
MATCH (p:Plan) WHERE p.id STARTS WITH ''
OPTIONAL MATCH (t:Task)-[:PART_OF]->(p)
WITH p, count(t) AS tasks
OPTIONAL MATCH (u:Unit)-[:NAMED_IN]->(p)
WITH p, tasks, count(u) AS units
RETURN p.id AS plan, p.title AS title, p.area AS area, tasks, units
ORDER BY plan
