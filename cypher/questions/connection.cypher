// zh: 两个单位怎样通过任务相连
// en: How two units are connected by tasks
// about zh: 两个单位之间经过任务最少的路径：共同的任务；没有的，经过一个中间单位的两项任务；再没有的，三项任务。按方案和第一项任务的顺序最多列 20 条，第一项任务和中间单位相同的只列一条，更远的不列；督促不计，不以统称为中间单位。
// about en: The paths between two units by the fewest tasks: tasks of both; where there are none, two tasks with a unit between them; else three. At most 20, by plan and first task, one for each first task and units between, and nothing beyond three; without supervision, and not by way of collectives.
// parameter unit (unit): 单位名称，也可用登记过的其他写法 | the unit's name, or a recorded other spelling | 县妇联
// parameter other (unit): 另一个单位 | the other unit | 县财政局
// column tasks (number): 任务数 | tasks
// column plan: 方案 | plan
// column first: 第一项任务 | first task
// column via: 中间单位 | by way of
// column second: 第二项任务 | second task
// column next: 第二个中间单位 | then by way of
// column third: 第三项任务 | third task
MATCH (a:Unit {name: $unit})-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(b:Unit {name: $other})
WHERE a.id <> b.id
MATCH (t)-[:PART_OF]->(p:Plan)
WITH DISTINCT p, t
RETURN 1 AS tasks, p.id AS plan, t.label + ' ' + t.title AS first, '' AS via, '' AS second, '' AS next, '' AS third
ORDER BY plan, t.`order`, t.id LIMIT 20
UNION ALL
// From the other unit back, step by step, each by its first task: all paths of several tasks fill LadybugDB's memory.
MATCH (a:Unit {name: $unit})-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(c:Unit)
WITH a, collect(DISTINCT c.id) AS around
MATCH (b:Unit {name: $other}) WHERE b.id <> a.id AND NOT (b.id IN around)
WITH a, b, around
MATCH (b)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(s:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(c:Unit) WHERE c.id IN around
WITH a, c, min(s.id) AS second WHERE NOT EXISTS { MATCH (c)-[n:NAMED_IN]->(:Plan) WHERE n.collective }
MATCH (a)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(c)
MATCH (t)-[:PART_OF]->(p:Plan)
WITH p, t, c, min(second) AS second ORDER BY p.id, t.`order`, t.id, c.id LIMIT 20
MATCH (s:Task {id: second})
RETURN 2 AS tasks, p.id AS plan, t.label + ' ' + t.title AS first, c.name AS via, s.label + ' ' + s.title AS second, '' AS next, '' AS third
ORDER BY plan, t.`order`, t.id, c.id
UNION ALL
MATCH (a:Unit {name: $unit})-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(c:Unit)
WITH a, collect(DISTINCT c.id) AS around
MATCH (b:Unit {name: $other}) WHERE b.id <> a.id AND NOT (b.id IN around)
WITH a, b, around
MATCH (b)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(d:Unit) WHERE d.id <> b.id
WITH DISTINCT a, b, around, d WHERE NOT EXISTS { MATCH (d)-[n:NAMED_IN]->(:Plan) WHERE n.collective }
WITH a, b, around, collect(d.id) AS last, sum(CASE WHEN d.id IN around THEN 1 ELSE 0 END) AS near WHERE near = 0
MATCH (b)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(r:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(d:Unit) WHERE d.id IN last
WITH a, around, d, min(r.id) AS third
MATCH (d)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(s:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(c:Unit) WHERE c.id IN around
WITH a, c, d, third, min(s.id) AS second WHERE NOT EXISTS { MATCH (c)-[n:NAMED_IN]->(:Plan) WHERE n.collective }
MATCH (a)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(c)
MATCH (t)-[:PART_OF]->(p:Plan)
WITH p, t, c, d, min(second) AS second, min(third) AS third ORDER BY p.id, t.`order`, t.id, c.id, d.id LIMIT 20
MATCH (s:Task {id: second})
WITH p, t, c, d, s, third
MATCH (r:Task {id: third})
RETURN 3 AS tasks, p.id AS plan, t.label + ' ' + t.title AS first, c.name AS via, s.label + ' ' + s.title AS second, d.name AS next, r.label + ' ' + r.title AS third
ORDER BY plan, t.`order`, t.id, c.id, d.id
