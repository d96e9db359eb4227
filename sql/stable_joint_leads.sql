-- zh: 多年来总是一起牵头的两个单位
-- en: Units that lead together year after year
-- about zh: 至少三个年份里共同牵头数都超过该年按抽签应有的数的两个单位；计法和不计的任务、方案同“共同牵头”。
-- about en: Pairs of units with more joint leads than lots would give in at least three years; counted as joint leads are, with the same tasks and plans left out.
-- column first_key (key): 甲单位键 | key of the first unit
-- column second_key (key): 乙单位键 | key of the second unit
-- column area: 地区 | area
-- column unit_a: 甲单位 | first unit
-- column unit_b: 乙单位 | second unit
-- column years (number): 都牵头的年份数 | years in which both lead
-- column years_above (number): 超过期望的年份数 | years above expectation
-- column first_year (number): 最早 | first of them
-- column last_year (number): 最近 | last of them
-- column joint (number): 共同牵头 | joint leads
-- column expected_millionths (number): 期望数（百万分之一） | expected, in millionths
WITH leads AS (
  SELECT plan_key, task, unit_key, year FROM assignments
  WHERE counts AND NOT collective AND role = 'lead' AND year > 0
), sized AS (
  SELECT plan_key, task, COUNT(*) AS size FROM leads GROUP BY plan_key, task
), kept AS (
  SELECT l.plan_key, l.task, l.unit_key, l.year, s.size
  FROM leads l JOIN sized s ON s.plan_key = l.plan_key AND s.task = l.task WHERE s.size <= 30
), degrees AS (
  SELECT plan_key, unit_key, year, COUNT(*) AS degree, CAST(SUM(size - 1) AS BIGINT) AS others
  FROM kept GROUP BY plan_key, unit_key, year
), margins AS (
  SELECT plan_key, CAST(SUM(degree) AS BIGINT) AS leads, CAST(SUM(others) AS BIGINT) AS meetings
  FROM degrees GROUP BY plan_key HAVING COUNT(*) BETWEEN 2 AND 400
), met AS (
  SELECT a.unit_key AS first_key, b.unit_key AS second_key, a.year, COUNT(*) AS joint
  FROM kept a JOIN kept b ON b.plan_key = a.plan_key AND b.task = a.task AND a.unit_key < b.unit_key
  JOIN margins m ON m.plan_key = a.plan_key
  WHERE a.size > 1 AND b.size > 1
  GROUP BY a.unit_key, b.unit_key, a.year
), chances AS (
  SELECT a.unit_key AS first_key, b.unit_key AS second_key, a.year,
         CAST(SUM(CAST(FLOOR(CAST(a.degree * b.degree AS DOUBLE) * CAST(m.meetings * 1000000 AS DOUBLE)
                             / CAST(NULLIF(m.leads * (m.leads - 1), 0) AS DOUBLE)) AS BIGINT)) AS BIGINT) AS expected
  FROM degrees a JOIN degrees b ON b.plan_key = a.plan_key AND a.unit_key < b.unit_key
  JOIN margins m ON m.plan_key = a.plan_key
  GROUP BY a.unit_key, b.unit_key, a.year
), yearly AS (
  SELECT c.first_key, c.second_key, c.year, c.expected, COALESCE(t.joint, 0) AS joint,
         CASE WHEN COALESCE(t.joint, 0) * 1000000 > c.expected THEN c.year END AS above
  FROM chances c
  LEFT JOIN met t ON t.first_key = c.first_key AND t.second_key = c.second_key AND t.year = c.year
), stable AS (
  SELECT first_key, second_key, COUNT(*) AS years, COUNT(above) AS years_above, MIN(above) AS first_year,
         MAX(above) AS last_year, CAST(SUM(joint) AS BIGINT) AS joint, CAST(SUM(expected) AS BIGINT) AS expected
  FROM yearly GROUP BY first_key, second_key HAVING COUNT(above) >= 3
)
SELECT s.first_key, s.second_key, u.area, u.name AS unit_a, v.name AS unit_b, s.years, s.years_above, s.first_year,
       s.last_year, s.joint, s.expected AS expected_millionths
FROM stable s JOIN units u ON u.unit_key = s.first_key JOIN units v ON v.unit_key = s.second_key
ORDER BY s.first_key, s.second_key
