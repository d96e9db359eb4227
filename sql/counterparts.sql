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
), leads AS (
  SELECT plan_key, task, unit_key FROM assignments WHERE counts AND NOT collective AND role = 'lead'
), sized AS (
  SELECT plan_key, task, COUNT(*) AS size FROM leads GROUP BY plan_key, task
), kept AS (
  SELECT l.plan_key, l.task, l.unit_key, s.size
  FROM leads l JOIN sized s ON s.plan_key = l.plan_key AND s.task = l.task WHERE s.size <= 30
), degrees AS (
  SELECT plan_key, unit_key, COUNT(*) AS degree, CAST(SUM(size - 1) AS BIGINT) AS others
  FROM kept GROUP BY plan_key, unit_key
), margins AS (
  SELECT plan_key, CAST(SUM(degree) AS BIGINT) AS leads, CAST(SUM(others) AS BIGINT) AS meetings
  FROM degrees GROUP BY plan_key HAVING COUNT(*) BETWEEN 2 AND 400
), chances AS (
  SELECT x.level, x.counterpart AS first_kind, y.counterpart AS second_kind, x.area, COUNT(DISTINCT a.plan_key) AS plans,
         CAST(SUM(CAST(FLOOR(CAST(a.degree * b.degree AS DOUBLE) * CAST(m.meetings * 1000000 AS DOUBLE)
                             / CAST(NULLIF(m.leads * (m.leads - 1), 0) AS DOUBLE)) AS BIGINT)) AS BIGINT) AS expected
  FROM degrees a JOIN kinds x ON x.unit_key = a.unit_key
  JOIN degrees b ON b.plan_key = a.plan_key
  JOIN kinds y ON y.unit_key = b.unit_key AND y.level = x.level AND x.counterpart < y.counterpart
  JOIN margins m ON m.plan_key = a.plan_key
  GROUP BY x.level, x.counterpart, y.counterpart, x.area
), met AS (
  SELECT x.level, x.counterpart AS first_kind, y.counterpart AS second_kind, COUNT(*) AS joint
  FROM kept a JOIN kinds x ON x.unit_key = a.unit_key
  JOIN kept b ON b.plan_key = a.plan_key AND b.task = a.task
  JOIN kinds y ON y.unit_key = b.unit_key AND y.level = x.level AND x.counterpart < y.counterpart
  JOIN margins m ON m.plan_key = a.plan_key
  WHERE a.size > 1 AND b.size > 1
  GROUP BY x.level, x.counterpart, y.counterpart
), sums AS (
  SELECT level, first_kind, second_kind, COUNT(*) AS areas, CAST(SUM(plans) AS BIGINT) AS plans,
         CAST(SUM(expected) AS BIGINT) AS expected
  FROM chances GROUP BY level, first_kind, second_kind
)
SELECT s.level, s.first_kind AS unit_a, s.second_kind AS unit_b, s.areas, s.plans, COALESCE(t.joint, 0) AS joint,
       s.expected AS expected_millionths
FROM sums s
LEFT JOIN met t ON t.level = s.level AND t.first_kind = s.first_kind AND t.second_kind = s.second_kind
ORDER BY s.level, s.first_kind, s.second_kind
