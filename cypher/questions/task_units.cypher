// zh: 一项任务的全部单位和分工
// en: All units of one task, in every role
// about zh: 该任务的牵头、责任、配合、督促单位，按原文顺序排列。
// about en: The units that lead, are responsible for, support and supervise the task, in printed order.
// parameter task (task): 任务序号，如 4 或 4.1；没有序号的用 #位置 | the task's number as printed, such as 4 or 4.1; where none is printed, # and its place | 22
// column role (role): 分工 | role
// column position (number): 位次 | position
// column unit: 单位 | unit
// column kind (kind): 类别 | kind
// column printed: 原文写法 | as printed
// column origin (origin): 依据 | ground
MATCH (u:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t:Task {id: $task})-[:PART_OF]->(p:Plan {id: $plan})
MATCH (u)-[n:NAMED_IN]->(p)
RETURN r.role AS role, r.position AS position, u.name AS unit, n.kind AS kind, r.printed AS printed, r.origin AS origin
ORDER BY CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 WHEN 'support' THEN 3 ELSE 4 END, position, u.id
