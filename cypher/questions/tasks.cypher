// zh: 全部任务
// en: All tasks
// about zh: 方案的全部任务，按原文顺序排列。
// about en: All tasks of the plan, in printed order.
// column number: 序号 | number
// column title: 任务 | task
// column section (path): 章节 | section
// column deadline: 完成时限 | deadline
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan})
RETURN t.label AS number, t.title AS title, t.section AS section, t.deadline AS deadline
ORDER BY t.`order`, t.id
