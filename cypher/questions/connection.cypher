// zh: 两个单位怎样通过任务相连
// en: How two units are connected by tasks
// about zh: 两个单位之间经过任务最少的路径：共同的任务；没有的，经过一个中间单位的两项任务；再没有的，三项任务。按方案和任务顺序最多列 20 条，更远的不列；督促不计，不以统称为中间单位。
// about en: The paths between two units by the fewest tasks: tasks of both; where there are none, two tasks with a unit between them; else three. At most 20, by plan and task, and nothing beyond three; without supervision, and not by way of collectives.
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
MATCH (a:Unit {name: $unit})
MATCH (b:Unit {name: $other})
WHERE a.id <> b.id AND NOT EXISTS { MATCH (a)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(b) }
// Two units a row, before anything follows: a server would look for tasks of both once a row of the next pattern.
WITH DISTINCT a, b
MATCH (a)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(c:Unit)
WHERE c.id <> a.id AND c.id <> b.id AND NOT EXISTS { MATCH (c)-[n:NAMED_IN]->(:Plan) WHERE n.collective }
WITH DISTINCT b, t, c
MATCH (c)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(s:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(b)
MATCH (t)-[:PART_OF]->(p:Plan)
WITH DISTINCT p, t, c, s
RETURN 2 AS tasks, p.id AS plan, t.label + ' ' + t.title AS first, c.name AS via, s.label + ' ' + s.title AS second, '' AS next, '' AS third
ORDER BY plan, t.`order`, t.id, c.id, s.id LIMIT 20
UNION ALL
// One step after the other: a path of three tasks in one piece fills LadybugDB's memory.
MATCH (a:Unit {name: $unit})
MATCH (b:Unit {name: $other})
WHERE a.id <> b.id AND NOT EXISTS { MATCH (a)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(b) }
WITH DISTINCT a, b
MATCH (a)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(c:Unit)
WHERE c.id <> a.id AND c.id <> b.id AND NOT EXISTS { MATCH (c)-[n:NAMED_IN]->(:Plan) WHERE n.collective }
WITH DISTINCT a, b, c
MATCH (c)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(b)
WITH collect(DISTINCT a.id + ' ' + b.id) AS near
MATCH (a:Unit {name: $unit})
MATCH (b:Unit {name: $other})
WHERE a.id <> b.id AND NOT EXISTS { MATCH (a)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(b) } AND NOT ((a.id + ' ' + b.id) IN near)
WITH DISTINCT a, b
MATCH (a)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(c:Unit)
WHERE c.id <> a.id AND NOT EXISTS { MATCH (c)-[n:NAMED_IN]->(:Plan) WHERE n.collective }
WITH DISTINCT b, t, c
MATCH (c)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(s:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(d:Unit)
WHERE d.id <> c.id AND d.id <> b.id AND NOT EXISTS { MATCH (d)-[n:NAMED_IN]->(:Plan) WHERE n.collective }
WITH DISTINCT b, t, c, s, d
MATCH (d)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(r:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(b)
MATCH (t)-[:PART_OF]->(p:Plan)
WITH DISTINCT p, t, c, s, d, r
RETURN 3 AS tasks, p.id AS plan, t.label + ' ' + t.title AS first, c.name AS via, s.label + ' ' + s.title AS second, d.name AS next,
       r.label + ' ' + r.title AS third
ORDER BY plan, t.`order`, t.id, c.id, s.id, d.id, r.id LIMIT 20
