-- zh: 各地同类单位在本地方案中被点到的任务数
-- en: How often the plans of each place name its own office of a kind
-- about zh: 只看本地自己的方案和本地自己的单位；total 为点到任何单位的任务数，named 为其中点到该类单位的，leads 为其中由它牵头的；一类单位在某级任何一地出现，该级各地都列出。
-- about en: Plans of a place and units at home there alone; total are its tasks that name any unit, named those that name the office of the kind, leads those it leads. A kind that any place of a level has is listed for all of them.
-- column unit_key (key): 单位键 | key of the unit
-- column level: 级别 | level
-- column counterpart: 同类单位 | counterpart
-- column area: 地区 | area
-- column unit: 单位 | unit
-- column total (number): 任务数 | tasks
-- column named (number): 点到的任务 | tasks that name it
-- column leads (number): 牵头的任务 | tasks it leads
WITH places AS (
  SELECT p.area_level AS level, p.area, COUNT(*) AS total
  FROM plans p JOIN tasks t ON t.plan_key = p.plan_key
  WHERE p.area <> '' AND p.area_level <> '' AND t.leads + t.others > 0 GROUP BY p.area_level, p.area
), loads AS (
  SELECT unit_key, CAST(SUM(unit_tasks) AS BIGINT) AS tasks, CAST(SUM(unit_leads) AS BIGINT) AS leads
  FROM named_in WHERE unit_tasks > 0 GROUP BY unit_key
), home AS (
  SELECT u.level, u.counterpart, u.area, l.unit_key, l.tasks, l.leads
  FROM units u LEFT JOIN loads l ON l.unit_key = u.unit_key
  WHERE u.counterpart IS NOT NULL AND u.counterpart <> '' AND u.home_area = u.area AND NOT u.collective
), kinds AS (
  SELECT level, counterpart FROM home GROUP BY level, counterpart
), sums AS (
  SELECT level, area, counterpart, MIN(unit_key) AS unit_key, COUNT(unit_key) AS offices,
         CAST(SUM(tasks) AS BIGINT) AS named, CAST(SUM(leads) AS BIGINT) AS leads
  FROM home GROUP BY level, area, counterpart
), once AS (
  SELECT s.unit_key, a.plan_key, a.task, MAX(CASE WHEN a.role = 'lead' THEN 1 ELSE 0 END) AS led
  FROM sums s JOIN home h ON h.level = s.level AND h.area = s.area AND h.counterpart = s.counterpart
  JOIN assignments a ON a.unit_key = h.unit_key
  WHERE s.offices > 1 AND a.counts AND NOT a.collective GROUP BY s.unit_key, a.plan_key, a.task
), shared AS (
  SELECT unit_key, COUNT(*) AS named, CAST(SUM(led) AS BIGINT) AS leads FROM once GROUP BY unit_key
)
SELECT s.unit_key, p.level, k.counterpart, p.area, COALESCE(u.name, '') AS unit, p.total,
       COALESCE(m.named, s.named, 0) AS named, COALESCE(m.leads, s.leads, 0) AS leads
FROM places p JOIN kinds k ON k.level = p.level
LEFT JOIN sums s ON s.level = p.level AND s.area = p.area AND s.counterpart = k.counterpart
LEFT JOIN shared m ON m.unit_key = s.unit_key LEFT JOIN units u ON u.unit_key = s.unit_key
ORDER BY p.level, k.counterpart, p.area
