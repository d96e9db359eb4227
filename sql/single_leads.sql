-- zh: 只由一个单位牵头的任务
-- en: Tasks that a unit leads alone
-- about zh: 各单位每年牵头的任务数，其中没有别的牵头单位的，以及连责任、配合单位也没有的；统称不计。
-- about en: Leads of each unit in each year, those without another lead, and those without any other unit at work; collectives do not count.
-- column unit_key (key): 单位键 | key of the unit
-- column area: 地区 | area
-- column unit: 单位 | unit
-- column unit_id: 单位标识 | id of the unit
-- column year (number): 年份 | year
-- column leads (number): 牵头 | leads
-- column alone (number): 独自牵头 | without another lead
-- column nobody_else (number): 没有其他单位 | without any other unit
WITH sums AS (
  SELECT a.unit_key, a.year, COUNT(*) AS leads, COUNT(CASE WHEN t.leads = 1 THEN 1 END) AS alone,
         COUNT(CASE WHEN t.leads = 1 AND t.others = 0 THEN 1 END) AS nobody_else
  FROM assignments a JOIN tasks t ON t.plan_key = a.plan_key AND t.task = a.task
  WHERE a.counts AND NOT a.collective AND a.role = 'lead' GROUP BY a.unit_key, a.year
)
SELECT s.unit_key, u.area, u.name AS unit, u.unit AS unit_id, s.year, s.leads, s.alone, s.nobody_else
FROM sums s JOIN units u ON u.unit_key = s.unit_key
ORDER BY s.unit_key, s.year
