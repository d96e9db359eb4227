-- zh: 各单位各月到期的任务
-- en: Tasks of each unit by the month in which they are due
-- about zh: 按任务期限的最后一天所在的年和月；只计有明确期限的任务，计法同“各单位每年的任务量”。
-- about en: By year and month of the last day of a task's deadline; tasks with a date alone, counted as the load of each year.
-- column unit_key (key): 单位键 | key of the unit
-- column area: 地区 | area
-- column unit: 单位 | unit
-- column unit_id: 单位标识 | id of the unit
-- column year (number): 年 | year
-- column month (number): 月 | month
-- column due (number): 到期任务 | tasks due
-- column leads (number): 其中牵头 | of which leads
WITH days AS (
  SELECT plan_key, task, EXTRACT(YEAR FROM due) AS year, EXTRACT(MONTH FROM due) AS month
  FROM tasks WHERE due IS NOT NULL
), sums AS (
  SELECT a.unit_key, d.year, d.month, COUNT(*) AS due, COUNT(CASE WHEN a.role = 'lead' THEN 1 END) AS leads
  FROM assignments a JOIN days d ON d.plan_key = a.plan_key AND d.task = a.task
  WHERE a.counts AND NOT a.collective GROUP BY a.unit_key, d.year, d.month
)
SELECT s.unit_key, u.area, u.name AS unit, u.unit AS unit_id, s.year, s.month, s.due, s.leads
FROM sums s JOIN units u ON u.unit_key = s.unit_key
ORDER BY s.unit_key, s.year, s.month
