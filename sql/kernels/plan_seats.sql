-- zh: 各方案的任务按牵头家数和单位数归类
-- en: Tasks of each plan by their number of leads and of units
-- about zh: pool 为方案点到的单位数（统称不计）；没有单位的任务不列。供抽签计算用。
-- about en: pool are the units that the plan names, without collectives; tasks without units are not listed. For the lots.
-- column plan_key (key): 方案键 | key of the plan
-- column pool (number): 单位数 | units of the plan
-- column leads (number): 牵头家数 | leads of the task
-- column units (number): 单位数 | units of the task
-- column tasks (number): 任务数 | tasks
WITH pools AS (
  SELECT n.plan_key, COUNT(*) AS pool FROM named_in n JOIN units u ON u.unit_key = n.unit_key
  WHERE NOT u.collective GROUP BY n.plan_key
), sizes AS (
  SELECT plan_key, task, COUNT(CASE WHEN role = 'lead' THEN 1 END) AS leads, COUNT(*) AS units
  FROM assignments WHERE counts AND NOT collective GROUP BY plan_key, task
), kinds AS (
  SELECT plan_key, leads, units, COUNT(*) AS tasks FROM sizes GROUP BY plan_key, leads, units
)
SELECT k.plan_key, p.pool, k.leads, k.units, k.tasks FROM kinds k JOIN pools p ON p.plan_key = k.plan_key
ORDER BY k.plan_key, k.leads, k.units
