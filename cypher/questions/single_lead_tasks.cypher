// zh: 只有一个牵头单位的任务
// en: Tasks with one lead
// about zh: 只有一个牵头单位的任务，以及有几个其他单位参与（含统称，督促不计入）；由统称牵头的不列入。
// about en: Tasks with exactly one lead, and how many other units take part (collectives too, supervision not); not those led by a collective.
// column number: 序号 | number
// column title: 任务 | task
// column unit: 单位 | unit
// column others (number): 其他单位数 | other units
MATCH (u:Unit)-[:LEADS]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
WITH t, count(DISTINCT u.id) AS leaders WHERE leaders = 1
MATCH (u:Unit)-[:LEADS]->(t)
WITH DISTINCT t, u
MATCH (u)-[n:NAMED_IN]->(:Plan {id: $plan}) WHERE NOT n.collective
WITH DISTINCT t, u
OPTIONAL MATCH (other:Unit)-[:RESPONSIBLE_FOR|SUPPORTS]->(t) WHERE other.id <> u.id
WITH t, u, count(DISTINCT other.id) AS others
RETURN t.label AS number, t.title AS title, u.name AS unit, others
ORDER BY t.`order`, t.id
