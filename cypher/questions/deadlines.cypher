// zh: 各项任务何时完成、由谁牵头
// en: What is due when, and who leads it
// about zh: 写明完成时限的任务，按时限文字排列（不推算日期）；几个单位牵头的分行列出，没有牵头单位的留空。
// about en: Tasks with a deadline, in the order of its words (no date is worked out); one row for each lead, and an empty one where there is none.
// column deadline: 完成时限 | deadline
// column number: 序号 | number
// column title: 任务 | task
// column lead: 牵头单位 | lead
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan}) WHERE t.deadline IS NOT NULL
OPTIONAL MATCH (u:Unit)-[r:LEADS]->(t)
WITH t, u, min(r.position) AS position
RETURN t.deadline AS deadline, t.label AS number, t.title AS title, u.name AS lead
ORDER BY deadline, t.`order`, t.id, position, u.id
