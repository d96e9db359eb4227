-- zh: 两个单位共同牵头的任务数与按抽签应有的数
-- en: Joint leads of each two units, and how many lots would give
-- about zh: 凡在同一方案里都牵头过任务的两个单位都列出；牵头单位超过 30 个的任务、牵头单位超过 400 个的方案不计，另见 left_out；期望数按各方案内的牵头次数随机配对计算，以百万分之一为单位。
-- about en: All pairs of units that both lead something in a common plan; tasks with more than 30 leads and plans with more than 400 leading units are left out and told in left_out. The expected number pairs the leads within each plan at random, in millionths.
-- column first_key (key): 甲单位键 | key of the first unit
-- column second_key (key): 乙单位键 | key of the second unit
-- column area: 地区 | area
-- column unit_a: 甲单位 | first unit
-- column unit_b: 乙单位 | second unit
-- column plans (number): 共同方案数 | common plans
-- column joint (number): 共同牵头 | joint leads
-- column expected_millionths (number): 期望数（百万分之一） | expected, in millionths
WITH chances AS (
  SELECT first_key, second_key, COUNT(*) AS plans, CAST(SUM(expected) AS BIGINT) AS expected
  FROM pair_chances GROUP BY first_key, second_key
), met AS (
  SELECT first_key, second_key, COUNT(*) AS joint FROM pair_meetings GROUP BY first_key, second_key
)
SELECT c.first_key, c.second_key, u.area, u.name AS unit_a, v.name AS unit_b, c.plans,
       COALESCE(t.joint, 0) AS joint, c.expected AS expected_millionths
FROM chances c LEFT JOIN met t ON t.first_key = c.first_key AND t.second_key = c.second_key
JOIN units u ON u.unit_key = c.first_key JOIN units v ON v.unit_key = c.second_key
ORDER BY c.first_key, c.second_key
