-- zh: 牵头任务在各单位间的集中程度
-- en: Concentration of the leads of an area over its units
-- about zh: 每个地区每年一行，单位为该年任何一项任务点到的单位；hhi 为各单位份额的平方和，gini 为基尼系数；没有牵头的为空。
-- about en: One row an area and year, over the units that any task of it names; hhi is the sum of squared shares, gini the Gini coefficient, both empty without leads.
-- column area: 地区 | area
-- column year (number): 年份 | year
-- column units (number): 单位数 | units
-- column leads (number): 牵头总数 | leads
-- column hhi (share): 赫芬达尔指数 | Herfindahl index
-- column gini (share): 基尼系数 | Gini coefficient
-- column top_unit: 牵头最多的单位 | unit with most leads
-- column top_leads (number): 其牵头数 | its leads
WITH sums AS (
  SELECT n.unit_key, p.year, CAST(SUM(n.unit_leads) AS BIGINT) AS leads
  FROM named_in n JOIN plans p ON p.plan_key = n.plan_key WHERE n.unit_tasks > 0 GROUP BY n.unit_key, p.year
), ranked AS (
  SELECT u.area, s.year, u.name, s.leads,
         ROW_NUMBER() OVER (PARTITION BY u.area, s.year ORDER BY s.leads, s.unit_key DESC) AS place,
         COUNT(*) OVER (PARTITION BY u.area, s.year) AS units
  FROM sums s JOIN units u ON u.unit_key = s.unit_key
), totals AS (
  SELECT area, year, COUNT(*) AS units, CAST(SUM(leads) AS BIGINT) AS leads,
         CAST(SUM(leads * leads) AS BIGINT) AS squares, CAST(SUM(leads * place) AS BIGINT) AS places,
         MAX(CASE WHEN place = units THEN name END) AS top_unit, MAX(leads) AS top_leads
  FROM ranked GROUP BY area, year
)
SELECT area, year, units, leads, CAST(squares AS DOUBLE) / CAST(NULLIF(leads * leads, 0) AS DOUBLE) AS hhi,
       CAST(2 * places - (units + 1) * leads AS DOUBLE) / CAST(NULLIF(units * leads, 0) AS DOUBLE) AS gini,
       top_unit, top_leads
FROM totals
ORDER BY area, year
