// zh: 与某单位共同牵头的单位及任务
// en: Who leads together with a unit, and on which tasks
// about zh: 与该单位共同牵头的每个单位、共同牵头的任务数和每项任务；共同任务多的在前，统称排在最后。
// about en: Every unit that leads together with this one, on how many tasks and on which; the most tasks first, collectives last.
// parameter unit (unit): 单位名称，也可用登记过的其他写法 | the unit's name, or a recorded other spelling | 县科协
// column unit: 单位 | unit
// column kind (kind): 类别 | kind
// column together (number): 共同任务数 | tasks together
// column number: 序号 | number
// column title: 任务 | task
MATCH (x:Unit {name: $unit})-[:LEADS]->(t:Task)-[:PART_OF]->(p:Plan {id: $plan})
MATCH (other:Unit)-[:LEADS]->(t) WHERE other.id <> x.id
MATCH (other)-[n:NAMED_IN]->(p)
WITH x, p, other, n, count(DISTINCT t.id) AS together, min(t.`order`) AS first
MATCH (x)-[:LEADS]->(t:Task)-[:PART_OF]->(p)
MATCH (other)-[:LEADS]->(t) WHERE other.id <> x.id
WITH DISTINCT other, n, together, first, t
RETURN other.name AS unit, n.kind AS kind, together, t.label AS number, t.title AS title
ORDER BY n.collective, together DESC, first, other.name, other.id, t.`order`, t.id
