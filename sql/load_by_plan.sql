-- zh: 各单位在每个方案中的任务量
-- en: Load of each unit in each plan
-- about zh: 计法同“各单位每年的任务量”；plan_tasks 为方案的任务总数，owns 为 1 表示该单位是方案自己的牵头协调单位。
-- about en: Counted as the load of each year; plan_tasks are all tasks of the plan, and owns is 1 where the unit is the plan's own coordinating unit.
-- column unit_key (key): 单位键 | key of the unit
-- column plan_key (key): 方案键 | key of the plan
-- column area: 地区 | area
-- column unit: 单位 | unit
-- column unit_id: 单位标识 | id of the unit
-- column year (number): 年份 | year
-- column plan: 方案 | plan
-- column title: 方案标题 | title of the plan
-- column tasks (number): 任务数 | tasks
-- column leads (number): 牵头 | leads
-- column responsible (number): 责任 | responsible
-- column supports (number): 配合 | supports
-- column plan_tasks (number): 方案任务总数 | tasks of the plan
-- column owns (number): 本单位的方案 | its own plan
SELECT n.unit_key, n.plan_key, u.area, u.name AS unit, u.unit AS unit_id, p.year, p.plan, p.title,
       n.unit_tasks AS tasks, n.unit_leads AS leads, n.unit_responsible AS responsible,
       n.unit_tasks - n.unit_leads - n.unit_responsible AS supports, p.tasks AS plan_tasks,
       CASE WHEN p.owner_key = n.unit_key THEN 1 ELSE 0 END AS owns
FROM named_in n JOIN units u ON u.unit_key = n.unit_key JOIN plans p ON p.plan_key = n.plan_key
WHERE n.unit_tasks > 0
ORDER BY n.unit_key, n.plan_key
