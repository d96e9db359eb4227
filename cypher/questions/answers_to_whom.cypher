// zh: 某单位承担责任的任务由谁牵头
// en: Whom a unit answers to
// about zh: 该单位列为责任单位的任务的牵头单位、任务数和每项任务；该单位自己也牵头的任务不列入；统称排在最后。
// about en: The leads of the tasks on which the unit is responsible, on how many tasks and on which; not where it leads the task too; collectives last.
// parameter unit (unit): 单位名称，也可用登记过的其他写法 | the unit's name, or a recorded other spelling | 县科协
// column unit: 单位 | unit
// column kind (kind): 类别 | kind
// column together (number): 共同任务数 | tasks together
// column number: 序号 | number
// column title: 任务 | task
MATCH (x:Unit {name: $unit})-[:RESPONSIBLE_FOR]->(t:Task)-[:PART_OF]->(p:Plan {id: $plan})
MATCH (other:Unit)-[:LEADS]->(t) WHERE other.id <> x.id AND NOT EXISTS { MATCH (x)-[:LEADS]->(t) }
MATCH (other)-[n:NAMED_IN]->(p)
WITH x, p, other, n, count(DISTINCT t.id) AS together, min(t.`order`) AS first
MATCH (x)-[:RESPONSIBLE_FOR]->(t:Task)-[:PART_OF]->(p)
MATCH (other)-[:LEADS]->(t) WHERE other.id <> x.id AND NOT EXISTS { MATCH (x)-[:LEADS]->(t) }
WITH DISTINCT other, n, together, first, t
RETURN other.name AS unit, n.kind AS kind, together, t.label AS number, t.title AS title
ORDER BY n.collective, together DESC, first, other.name, other.id, t.`order`, t.id
