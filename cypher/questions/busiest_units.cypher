// zh: 任务最多的单位
// en: The busiest units
// about zh: 单位在几项任务中牵头、承担责任或配合；同一任务有两种分工的只按较强的一种算一次；统称不参加排序，督促不计入。
// about en: In how many tasks a unit leads, is responsible or supports; a unit with two roles on one task counts once, in the stronger; collectives are not ranked and supervision does not count.
// column unit: 单位 | unit
// column kind (kind): 类别 | kind
// column leads (number): 牵头 | leads
// column responsible (number): 责任 | responsible
// column supports (number): 配合 | supports
// column total (number): 合计 | all tasks
MATCH (u:Unit)-[n:NAMED_IN]->(:Plan {id: $plan}) WHERE NOT n.collective
// An optional path must not join two nodes that are known already: LadybugDB then loses rows, or crashes.
OPTIONAL MATCH (u)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
WITH u, n, t, r.position AS position,
     CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END AS strength
WITH u, n, t, min(strength) AS role, min(t.`order` * 10000000 + strength * 1000000 + position) AS first
WITH u, n, count(CASE role WHEN 1 THEN 1 END) AS leads, count(CASE role WHEN 2 THEN 1 END) AS responsible,
     count(CASE role WHEN 3 THEN 1 END) AS supports, count(CASE WHEN role < 4 THEN 1 END) AS total, min(first) AS place
RETURN u.name AS unit, n.kind AS kind, leads, responsible, supports, total
ORDER BY total DESC, leads DESC, place, u.id
