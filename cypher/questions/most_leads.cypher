// zh: 牵头最多的单位
// en: The units that lead most
// about zh: 单位牵头几项任务，其中几项单独牵头、几项与其他单位共同牵头（包括与统称）；统称不参加排序。
// about en: How many tasks a unit leads, alone and together with others (collectives too); collectives are not ranked.
// column unit: 单位 | unit
// column kind (kind): 类别 | kind
// column leads (number): 牵头 | leads
// column alone (number): 单独牵头 | alone
// column shared (number): 共同牵头 | with others
MATCH (u:Unit)-[n:NAMED_IN]->(p:Plan {id: $plan}) WHERE NOT n.collective
MATCH (u)-[r:LEADS]->(t:Task)-[:PART_OF]->(p)
MATCH (other:Unit)-[:LEADS]->(t)
WITH u, n, t, count(DISTINCT other.id) AS leaders, min(t.`order` * 10000000 + r.position) AS first
WITH u, n, count(t) AS leads, count(CASE leaders WHEN 1 THEN 1 END) AS alone,
     count(CASE WHEN leaders > 1 THEN 1 END) AS shared, min(first) AS place
RETURN u.name AS unit, n.kind AS kind, leads, alone, shared
ORDER BY leads DESC, alone DESC, place, u.id
