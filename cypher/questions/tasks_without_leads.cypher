// zh: 没有牵头单位的任务
// en: Tasks without a lead
// about zh: 没有牵头单位的任务，以及有几个单位承担责任或配合（含统称）；方案不区分牵头的，全部任务都在其中。
// about en: Tasks without a lead, and how many units are responsible or support (collectives too); where the plan names no leads, these are all its tasks.
// column number: 序号 | number
// column title: 任务 | task
// column units (number): 单位数 | units
MATCH (t:Task)-[:PART_OF]->(:Plan {id: $plan}) WHERE NOT EXISTS { MATCH (:Unit)-[:LEADS]->(t) }
OPTIONAL MATCH (u:Unit)-[:RESPONSIBLE_FOR|SUPPORTS]->(t)
WITH t, count(DISTINCT u.id) AS units
RETURN t.label AS number, t.title AS title, units
ORDER BY t.`order`, t.id
