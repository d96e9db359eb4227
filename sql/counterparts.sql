-- zh: 两类同级单位在各地共同牵头的任务数
-- en: Joint leads of each two kinds of office of a level, over all places
-- about zh: 各地同类单位（对口单位）合并计算的共同牵头数；areas 为两类单位都牵头过任务的地区数；计法和不计的任务、方案同“共同牵头”。
-- about en: Joint leads of units added over their counterparts in all places; areas are those where both lead in a common plan; counted as joint leads are, with the same tasks and plans left out.
-- column level: 级别 | level
-- column unit_a: 甲类单位 | first kind
-- column unit_b: 乙类单位 | second kind
-- column areas (number): 地区数 | areas
-- column plans (number): 共同方案数 | common plans
-- column joint (number): 共同牵头 | joint leads
-- column expected_millionths (number): 期望数（百万分之一） | expected, in millionths
WITH kinds AS (
  SELECT unit_key, area, level, counterpart FROM units
  WHERE counterpart IS NOT NULL AND counterpart <> '' AND NOT collective
), joint AS (
  SELECT plan_key, first_key, second_key, COUNT(*) AS joint FROM pair_meetings GROUP BY plan_key, first_key, second_key
), sums AS (
  SELECT x.level, x.area, LEAST(x.counterpart, y.counterpart) AS first_kind,
         GREATEST(x.counterpart, y.counterpart) AS second_kind, COUNT(DISTINCT c.plan_key) AS plans,
         CAST(SUM(c.expected) AS BIGINT) AS expected, CAST(SUM(COALESCE(j.joint, 0)) AS BIGINT) AS joint
  FROM pair_chances c
  LEFT JOIN joint j ON j.plan_key = c.plan_key AND j.first_key = c.first_key AND j.second_key = c.second_key
  JOIN kinds x ON x.unit_key = c.first_key JOIN kinds y ON y.unit_key = c.second_key
  WHERE x.level = y.level AND x.counterpart <> y.counterpart
  GROUP BY x.level, x.area, LEAST(x.counterpart, y.counterpart), GREATEST(x.counterpart, y.counterpart)
)
SELECT level, first_kind AS unit_a, second_kind AS unit_b, COUNT(*) AS areas, CAST(SUM(plans) AS BIGINT) AS plans,
       CAST(SUM(joint) AS BIGINT) AS joint, CAST(SUM(expected) AS BIGINT) AS expected_millionths
FROM sums GROUP BY level, first_kind, second_kind
ORDER BY level, first_kind, second_kind
