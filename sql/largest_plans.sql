-- zh: 各单位每年涉及的方案与其中最大的一个
-- en: Plans of each unit in each year, and the largest of them
-- about zh: 最大的方案是该单位牵头最多的一个，牵头相同时任务最多的一个，再相同时按方案标识排在前的一个。
-- about en: The largest plan is the one in which the unit leads most, then the one with most of its tasks, then the first by id.
-- column unit_key (key): 单位键 | key of the unit
-- column year (number): 年份 | year
-- column plans (number): 方案数 | plans
-- column largest_plan: 最大的方案 | largest plan
-- column largest_plan_leads (number): 其中牵头 | leads in it
-- column largest_plan_tasks (number): 其中任务 | tasks in it
WITH ranked AS (
  SELECT n.unit_key, p.year, p.title, n.unit_tasks AS tasks, n.unit_leads AS leads,
         COUNT(*) OVER (PARTITION BY n.unit_key, p.year) AS plans,
         ROW_NUMBER() OVER (PARTITION BY n.unit_key, p.year
                            ORDER BY n.unit_leads DESC, n.unit_tasks DESC, n.plan_key) AS place
  FROM named_in n JOIN plans p ON p.plan_key = n.plan_key WHERE n.unit_tasks > 0
)
SELECT unit_key, year, plans, title AS largest_plan, leads AS largest_plan_leads, tasks AS largest_plan_tasks
FROM ranked WHERE place = 1
ORDER BY unit_key, year
