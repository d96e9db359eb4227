-- zh: 一个单位要办的全部事项
-- en: Everything that one unit owes anybody
-- about zh: 问到的单位（标识或名称，如 丰都县/县科协 或 县科协）在所有方案中的任务，连同督促；有期限的按期限在前。
-- about en: Tasks of the unit that is asked for (id or name, as 丰都县/县科协 or 县科协) in all plans, supervision included; those with a date first, by date.
-- column unit_id: 单位标识 | id of the unit
-- column plan: 方案 | plan
-- column title: 方案标题 | title of the plan
-- column issuer: 发文单位 | issuer
-- column year (number): 年份 | year
-- column task (number): 位置 | place
-- column number: 序号 | number
-- column task_title: 任务 | task
-- column role: 分工 | role
-- column deadline: 期限（原文） | deadline as printed
-- column due (date): 最后一天 | last day
SELECT u.unit AS unit_id, p.plan, p.title, p.issuer, p.year, t.task, t.number, t.title AS task_title, a.role,
       t.deadline, t.due
FROM units u JOIN asked q ON q.unit = u.unit OR q.unit = u.name
JOIN assignments a ON a.unit_key = u.unit_key
JOIN tasks t ON t.plan_key = a.plan_key AND t.task = a.task
JOIN plans p ON p.plan_key = a.plan_key
ORDER BY t.due NULLS LAST, u.unit, p.plan, t.task, a.role
