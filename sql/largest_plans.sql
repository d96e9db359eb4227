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
WITH sums AS (
  SELECT unit_key, plan_key, year, COUNT(*) AS tasks, COUNT(CASE WHEN role = 'lead' THEN 1 END) AS leads
  FROM assignments WHERE counts AND NOT collective GROUP BY unit_key, plan_key, year
), ranked AS (
  SELECT unit_key, plan_key, year, tasks, leads, COUNT(*) OVER (PARTITION BY unit_key, year) AS plans,
         ROW_NUMBER() OVER (PARTITION BY unit_key, year ORDER BY leads DESC, tasks DESC, plan_key) AS place
  FROM sums
)
SELECT r.unit_key, r.year, r.plans, p.title AS largest_plan, r.leads AS largest_plan_leads,
       r.tasks AS largest_plan_tasks
FROM ranked r JOIN plans p ON p.plan_key = r.plan_key WHERE r.place = 1
ORDER BY r.unit_key, r.year
