-- zh: 各单位每年的任务量
-- en: Load of each unit in each year
-- about zh: 一项任务只计一次，按最强的分工；督促不计，统称不计；年份 0 为没有日期的方案。
-- about en: A task counts once, in the unit's strongest role; supervision and collectives do not count; year 0 is that of plans without a date.
-- column unit_key (key): 单位键 | key of the unit
-- column area: 地区 | area
-- column unit: 单位 | unit
-- column unit_id: 单位标识 | id of the unit
-- column year (number): 年份 | year
-- column tasks (number): 任务数 | tasks
-- column leads (number): 牵头 | leads
-- column responsible (number): 责任 | responsible
-- column supports (number): 配合 | supports
WITH sums AS (
  SELECT n.unit_key, p.year, CAST(SUM(n.unit_tasks) AS BIGINT) AS tasks, CAST(SUM(n.unit_leads) AS BIGINT) AS leads,
         CAST(SUM(n.unit_responsible) AS BIGINT) AS responsible
  FROM named_in n JOIN plans p ON p.plan_key = n.plan_key WHERE n.unit_tasks > 0 GROUP BY n.unit_key, p.year
)
SELECT s.unit_key, u.area, u.name AS unit, u.unit AS unit_id, s.year, s.tasks, s.leads, s.responsible,
       s.tasks - s.leads - s.responsible AS supports
FROM sums s JOIN units u ON u.unit_key = s.unit_key
ORDER BY s.unit_key, s.year
