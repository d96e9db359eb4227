// zh: 各类单位
// en: The units by kind
// about zh: 方案中的全部单位，按类别和原文顺序排列；任务数不含督促；统称列出登记的成员。
// about en: All units of the plan by kind and in printed order; supervision does not count as a task; a collective shows its recorded members.
// column kind (kind): 类别 | kind
// column unit: 单位 | unit
// column tasks (number): 任务数 | tasks
// column members (list): 成员 | members
MATCH (u:Unit)-[n:NAMED_IN]->(:Plan {id: $plan})
// An optional path must not join two nodes that are known already: LadybugDB then loses rows, or crashes.
OPTIONAL MATCH (u)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
WITH u, n, t, r.position AS position,
     CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END AS strength
WITH u, n, count(DISTINCT CASE WHEN strength < 4 THEN t.id END) AS tasks,
     min(t.`order` * 10000000 + strength * 1000000 + position) AS place,
     CASE n.kind WHEN 'party' THEN 1 WHEN 'government' THEN 2 WHEN 'mass organisation' THEN 3
       WHEN 'public institution' THEN 4 WHEN 'town' THEN 5 WHEN 'enterprise' THEN 6
       WHEN 'collective' THEN 7 WHEN 'other' THEN 8 ELSE 9 END AS kinds
RETURN n.kind AS kind, u.name AS unit, tasks, n.members AS members
ORDER BY kinds, place, u.id
