// zh: 各项任务的目标
// en: The targets of the tasks
// about zh: 写明目标的任务及其目标，按原文顺序排列。
// about en: Tasks with written targets, and these, in printed order.
// column number: 序号 | number
// column title: 任务 | task
// column targets (list): 目标 | targets
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan}) WHERE size(t.targets) > 0
RETURN t.label AS number, t.title AS title, t.targets AS targets
ORDER BY t.`order`, t.id
