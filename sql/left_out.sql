-- zh: 共同牵头统计中不计的任务和方案
-- en: Tasks and plans that joint leads leave out
-- about zh: 牵头单位超过 30 个的任务（方案标题、任务位置和牵头单位数），以及其余任务中牵头单位仍超过 400 个的方案（任务位置为 0）。
-- about en: Tasks with more than 30 leads (title of the plan, place of the task, number of leads), and plans in which, without these, more than 400 units lead (place 0).
-- column plan: 方案 | plan
-- column title: 方案标题 | title of the plan
-- column task (number): 任务位置 | place of the task
-- column leads (number): 牵头单位数 | leading units
WITH found AS (
  SELECT plan_key, task, leads FROM tasks WHERE leads > 30
  UNION ALL SELECT plan_key, 0 AS task, COUNT(*) AS leads FROM pair_degrees GROUP BY plan_key HAVING COUNT(*) > 400
)
SELECT p.plan, p.title, f.task, f.leads FROM found f JOIN plans p ON p.plan_key = f.plan_key
ORDER BY p.plan, f.task
