-- zh: 各级方案的形式怎样逐年变化
-- en: Forms of plans from year to year
-- about zh: 每级每年一行，旁边是上一年的数；没有日期的方案不计，上一年没有方案的为空。
-- about en: One row a level and year, beside it the numbers of the year before, empty where that has no plan; plans without a date do not count.
-- column area_level: 级别 | level
-- column year (number): 年份 | year
-- column plans (number): 方案数 | plans
-- column plans_before (number): 上一年的方案数 | plans the year before
-- column plans_with_leads (number): 点明牵头的方案 | plans that name leads
-- column plans_with_leads_before (number): 上一年点明牵头的方案 | plans that name leads, the year before
-- column tasks (number): 任务数 | tasks
-- column tasks_before (number): 上一年的任务数 | tasks the year before
-- column tasks_with_lead (number): 有牵头单位的任务 | tasks with a lead
-- column tasks_with_lead_before (number): 上一年有牵头单位的任务 | tasks with a lead, the year before
-- column tasks_one_lead (number): 只有一个牵头单位的任务 | tasks with one lead
-- column tasks_one_lead_before (number): 上一年只有一个牵头单位的任务 | tasks with one lead, the year before
-- column tasks_dated (number): 有期限的任务 | tasks with a date
-- column tasks_dated_before (number): 上一年有期限的任务 | tasks with a date, the year before
WITH texts AS (
  SELECT plan_key, COUNT(CASE WHEN leads > 0 THEN 1 END) AS led, COUNT(CASE WHEN leads = 1 THEN 1 END) AS one_lead,
         COUNT(due) AS dated
  FROM tasks GROUP BY plan_key
), sums AS (
  SELECT p.area_level, p.year, COUNT(*) AS plans, COUNT(CASE WHEN p.names_leads THEN 1 END) AS with_leads,
         CAST(SUM(p.tasks) AS BIGINT) AS tasks, CAST(SUM(COALESCE(t.led, 0)) AS BIGINT) AS led,
         CAST(SUM(COALESCE(t.one_lead, 0)) AS BIGINT) AS one_lead, CAST(SUM(COALESCE(t.dated, 0)) AS BIGINT) AS dated
  FROM plans p LEFT JOIN texts t ON t.plan_key = p.plan_key
  WHERE p.year > 0 GROUP BY p.area_level, p.year
)
SELECT s.area_level, s.year, s.plans, b.plans AS plans_before, s.with_leads AS plans_with_leads,
       b.with_leads AS plans_with_leads_before, s.tasks, b.tasks AS tasks_before, s.led AS tasks_with_lead,
       b.led AS tasks_with_lead_before, s.one_lead AS tasks_one_lead, b.one_lead AS tasks_one_lead_before,
       s.dated AS tasks_dated, b.dated AS tasks_dated_before
FROM sums s LEFT JOIN sums b ON b.area_level = s.area_level AND b.year = s.year - 1
ORDER BY s.area_level, s.year
