-- zh: 各方案的任务按牵头家数和单位数归类
-- en: Tasks of each plan by their number of leads and of units
-- about zh: 统称不计；没有单位的任务不列。供抽签计算用。
-- about en: Without collectives; tasks without units are not listed. For the lots.
-- column plan_key (key): 方案键 | key of the plan
-- column leads (number): 牵头家数 | leads of the task
-- column units (number): 单位数 | units of the task
-- column tasks (number): 任务数 | tasks
WITH sizes AS (
  SELECT plan_key, task, COUNT(CASE WHEN role = 'lead' THEN 1 END) AS leads, COUNT(*) AS units
  FROM assignments WHERE counts AND NOT collective GROUP BY plan_key, task
)
SELECT plan_key, leads, units, COUNT(*) AS tasks FROM sizes GROUP BY plan_key, leads, units
ORDER BY plan_key, leads, units
