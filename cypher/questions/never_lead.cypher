// zh: 从不牵头的单位
// en: Units that never lead
// about zh: 一项任务也不牵头的单位及其参与的任务数，每项任务按较强的分工算一次；不含统称。
// about en: Units that lead no task, with the tasks they take part in, each once in the stronger role; without collectives.
// column unit: 单位 | unit
// column kind (kind): 类别 | kind
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
WHERE leads = 0
RETURN u.name AS unit, n.kind AS kind, responsible, supports, total
ORDER BY total DESC, place, u.id
