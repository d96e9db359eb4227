-- zh: 每个方案中两个单位共同牵头的任务数
-- en: Joint leads of each two units in each plan
-- about zh: 只列共同牵头过的；牵头单位超过 30 个的任务、牵头单位超过 400 个的方案不计。
-- about en: Only pairs that met; tasks with more than 30 leads and plans with more than 400 leading units are left out.
-- column plan_key (key): 方案键 | key of the plan
-- column first_key (key): 甲单位键 | key of the first unit
-- column second_key (key): 乙单位键 | key of the second unit
-- column joint (number): 共同牵头 | joint leads
WITH leads AS (
  SELECT plan_key, task, unit_key FROM assignments WHERE counts AND NOT collective AND role = 'lead'
), shared AS (
  SELECT plan_key, task FROM leads GROUP BY plan_key, task HAVING COUNT(*) BETWEEN 2 AND 30
), large AS (
  SELECT l.plan_key FROM leads l JOIN (
    SELECT plan_key, task FROM leads GROUP BY plan_key, task HAVING COUNT(*) <= 30
  ) AS kept ON kept.plan_key = l.plan_key AND kept.task = l.task
  GROUP BY l.plan_key HAVING COUNT(DISTINCT l.unit_key) > 400
), paired AS (
  SELECT l.plan_key, l.task, l.unit_key FROM leads l JOIN shared s ON s.plan_key = l.plan_key AND s.task = l.task
  LEFT JOIN large g ON g.plan_key = l.plan_key WHERE g.plan_key IS NULL
)
SELECT a.plan_key, a.unit_key AS first_key, b.unit_key AS second_key, COUNT(*) AS joint
FROM paired a JOIN paired b ON b.plan_key = a.plan_key AND b.task = a.task AND a.unit_key < b.unit_key
GROUP BY a.plan_key, a.unit_key, b.unit_key
ORDER BY a.plan_key, a.unit_key, b.unit_key
