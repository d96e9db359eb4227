// zh: 统称各成员的任务数
// en: What the members of a collective carry
// about zh: 该统称登记的每个成员：自己的任务数和牵头数，以及统称的任务数（成员也要承担）；一项任务只计一次，督促不计。
// about en: Every recorded member of the collective: tasks and leads of its own, and the tasks of the collective, which it shares; a task counts once, supervision does not.
// parameter unit (unit): 统称名称 | the collective's name | 各乡镇(街道)
// column unit: 成员 | member
// column tasks (number): 任务数 | tasks
// column leads (number): 牵头 | leads
// column common (number): 统称任务数 | of the collective
MATCH (c:Unit {name: $unit})-[n:NAMED_IN]->(:Plan {id: $plan})
OPTIONAL MATCH (c)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
WITH c, n.members AS members, count(DISTINCT t.id) AS common
UNWIND members AS member
OPTIONAL MATCH (m:Unit {name: member})-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
WITH member, common, count(DISTINCT t.id) AS tasks, count(DISTINCT CASE r.role WHEN 'lead' THEN t.id END) AS leads
RETURN member AS unit, tasks, leads, common
ORDER BY tasks DESC, member
