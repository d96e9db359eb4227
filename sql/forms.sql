-- zh: 各地区每年方案的形式
-- en: Forms of the plans of each area and year
-- about zh: 方案数、点明牵头单位的方案数、任务数、有牵头单位的、只有一个牵头单位的、有明确期限的任务数，点到的单位数（不含统称），分工条数和其中统称的条数；medians 为每个方案任务数和单位数的中位数。牵头单位均不含统称。
-- about en: Plans and those that name leads; tasks, those with a lead, with one lead, with a date; distinct units (without collectives); assignments and those of collectives; medians of tasks and units a plan. A collective is no lead here.
-- column area: 地区 | area
-- column area_level: 级别 | level
-- column year (number): 年份 | year
-- column plans (number): 方案数 | plans
-- column plans_with_leads (number): 点明牵头的方案 | plans that name leads
-- column tasks (number): 任务数 | tasks
-- column tasks_with_lead (number): 有牵头单位的任务 | tasks with a lead
-- column tasks_one_lead (number): 只有一个牵头单位的任务 | tasks with one lead
-- column tasks_dated (number): 有期限的任务 | tasks with a date
-- column units (number): 单位数 | units
-- column assignments (number): 分工条数 | assignments
-- column collective_assignments (number): 统称的分工条数 | assignments of collectives
-- column median_tasks (share): 每个方案任务数的中位数 | median of tasks a plan
-- column median_units (share): 每个方案单位数的中位数 | median of units a plan
WITH texts AS (
  SELECT plan_key, COUNT(CASE WHEN leads > 0 THEN 1 END) AS led, COUNT(CASE WHEN leads = 1 THEN 1 END) AS one_lead,
         COUNT(due) AS dated
  FROM tasks GROUP BY plan_key
), edges AS (
  SELECT plan_key, COUNT(*) AS assignments, COUNT(CASE WHEN collective THEN 1 END) AS collectives
  FROM assignments WHERE counts GROUP BY plan_key
), named AS (
  SELECT p.area, p.area_level, p.year, COUNT(DISTINCT n.unit_key) AS units
  FROM plans p JOIN named_in n ON n.plan_key = p.plan_key JOIN units u ON u.unit_key = n.unit_key
  WHERE n.kind <> 'collective' GROUP BY p.area, p.area_level, p.year
), sums AS (
  SELECT p.area, p.area_level, p.year, COUNT(*) AS plans, COUNT(CASE WHEN p.names_leads THEN 1 END) AS with_leads,
         CAST(SUM(p.tasks) AS BIGINT) AS tasks, CAST(SUM(COALESCE(t.led, 0)) AS BIGINT) AS led,
         CAST(SUM(COALESCE(t.one_lead, 0)) AS BIGINT) AS one_lead, CAST(SUM(COALESCE(t.dated, 0)) AS BIGINT) AS dated,
         CAST(SUM(COALESCE(e.assignments, 0)) AS BIGINT) AS assignments,
         CAST(SUM(COALESCE(e.collectives, 0)) AS BIGINT) AS collectives,
         PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY p.tasks) AS median_tasks,
         PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY p.units) AS median_units
  FROM plans p LEFT JOIN texts t ON t.plan_key = p.plan_key LEFT JOIN edges e ON e.plan_key = p.plan_key
  GROUP BY p.area, p.area_level, p.year
)
SELECT s.area, s.area_level, s.year, s.plans, s.with_leads AS plans_with_leads, s.tasks, s.led AS tasks_with_lead,
       s.one_lead AS tasks_one_lead, s.dated AS tasks_dated, COALESCE(n.units, 0) AS units, s.assignments,
       s.collectives AS collective_assignments, s.median_tasks, s.median_units
FROM sums s LEFT JOIN named n ON n.area = s.area AND n.area_level = s.area_level AND n.year = s.year
ORDER BY s.area, s.area_level, s.year
