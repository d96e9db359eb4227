// zh: 在同一任务中出现多次的单位
// en: Units that stand more than once on one task
// about zh: 在同一任务中有两种分工或重复列出的单位；统计时按较强的分工算一次，督促不计入。
// about en: Units with two roles on one task, or listed twice; counts take the stronger role once, and supervision does not count.
// column number: 序号 | number
// column title: 任务 | task
// column unit: 单位 | unit
// column counted (role): 统计为 | counted as
// column weaker (role): 最弱的分工 | weakest role
// column times (number): 出现次数 | times listed
MATCH (u:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
WITH t, u, r.position AS position,
     CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END AS strength
WITH t, u, min(strength) AS strongest, max(strength) AS weakest, count(*) AS times,
     min(strength * 1000000 + position) AS place
WHERE times > 1
RETURN t.label AS number, t.title AS title, u.name AS unit,
       CASE strongest WHEN 1 THEN 'lead' WHEN 2 THEN 'responsible' ELSE 'support' END AS counted,
       CASE weakest WHEN 1 THEN 'lead' WHEN 2 THEN 'responsible' ELSE 'support' END AS weaker, times
ORDER BY t.`order`, t.id, place, u.id
