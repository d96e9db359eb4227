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
WITH chances AS (
  SELECT first_key, second_key, year, CAST(SUM(expected) AS BIGINT) AS expected
  FROM pair_chances WHERE year > 0 GROUP BY first_key, second_key, year
), met AS (
  SELECT first_key, second_key, year, COUNT(*) AS joint
  FROM pair_meetings WHERE year > 0 GROUP BY first_key, second_key, year
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
