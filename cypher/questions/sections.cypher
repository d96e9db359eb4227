// zh: 各章节的任务数和单位数
// en: The sections, with their tasks and units
// about zh: 按原文顺序列出章节；单位数是有分工的不同单位，不含统称，督促不计入。
// about en: The sections in printed order; the units are the different ones with a share, without collectives and supervision.
// column section (path): 章节 | section
// column tasks (number): 任务数 | tasks
// column units (number): 单位数 | units
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan})
// An optional path must not join two nodes that are known already: LadybugDB then loses rows, or crashes.
OPTIONAL MATCH (t)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(u:Unit)-[n:NAMED_IN]->(:Plan {id: $plan})
WITH t.section AS section, count(DISTINCT t.id) AS tasks,
     count(DISTINCT CASE WHEN NOT n.collective THEN u.id END) AS units, min(t.`order`) AS place
RETURN section, tasks, units
ORDER BY place
