// zh: 没有完成时限的任务
// en: Tasks without a deadline
// about zh: 没有写明完成时限的任务。
// about en: Tasks for which no deadline is written.
// column number: 序号 | number
// column title: 任务 | task
// column section (path): 章节 | section
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan}) WHERE t.deadline IS NULL
RETURN t.label AS number, t.title AS title, t.section AS section
ORDER BY t.`order`, t.id
