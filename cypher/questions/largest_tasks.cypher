// zh: 参与单位最多的任务
// en: The largest tasks
// about zh: 参与单位达到给定数目的任务；每个单位算一次，统称另列，督促不计入。
// about en: Tasks with at least the given number of units; each unit counts once, collectives are counted apart, and supervision does not count.
// parameter at_least (number): 至少几个单位 | the least number of units | 10
// column number: 序号 | number
// column title: 任务 | task
// column units (number): 单位数 | units
// column leads (number): 其中牵头 | of these leads
// column collectives (number): 统称数 | collectives
MATCH (u:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)-[:PART_OF]->(p:Plan {id: $plan})
MATCH (u)-[n:NAMED_IN]->(p)
WITH t, u, n.collective AS collective, min(CASE r.role WHEN 'lead' THEN 1 ELSE 2 END) AS strongest
WITH t, count(CASE WHEN NOT collective THEN 1 END) AS units,
     count(CASE WHEN NOT collective AND strongest = 1 THEN 1 END) AS leads,
     count(CASE WHEN collective THEN 1 END) AS collectives
WHERE units >= $at_least
RETURN t.label AS number, t.title AS title, units, leads, collectives
ORDER BY units DESC, collectives DESC, t.`order`, t.id
