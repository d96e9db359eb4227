// zh: 某单位在某日之前到期的任务
// en: What is due from a unit by a day
// about zh: 库中各方案里该名称单位的任务，最后期限不晚于给定日期的，先到期的在前；同一任务有两种分工的取较强的一种，督促不计；读不出日期的期限不列入。
// about en: Tasks of units of this name in all plans of the store whose last day is not after the one given, earliest first; of two roles on one task the stronger; supervision does not count; deadlines without a date are left out.
// parameter unit (unit): 单位名称，也可用登记过的其他写法 | the unit's name, or a recorded other spelling | 县科协
// parameter day (day): 日期，如 2025-12-31、2025年底 | a day, such as 2025-12-31 or the end of 2025 | 2025-12-31
// column due: 最后期限 | last day
// column plan: 方案 | plan
// column area: 地区 | area
// column number: 序号 | number
// column title: 任务 | task
// column role (role): 分工 | role
MATCH (u:Unit {name: $unit})-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)-[:PART_OF]->(p:Plan) WHERE t.due <= $day
WITH u, t, p, min(CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 ELSE 3 END) AS one
RETURN t.due AS due, p.id AS plan, u.area AS area, t.label AS number, t.title AS title,
       CASE one WHEN 1 THEN 'lead' WHEN 2 THEN 'responsible' ELSE 'support' END AS role
ORDER BY due, plan, t.`order`, t.id, u.id
