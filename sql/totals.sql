-- zh: 语料的规模
-- en: Size of the corpus
-- about zh: 地区、方案（每个方案只计最新的一版）、任务、单位、分工的数目，没有读出的和与别的相同的文件数，有日期的方案最早和最晚的年份。
-- about en: Areas, plans (of each the latest version alone), tasks, units, assignments, files that were not read or are the same as another, first and last year of plans with a date.
-- column areas (number): 地区 | areas
-- column plans (number): 方案 | plans
-- column tasks (number): 任务 | tasks
-- column units (number): 单位 | units
-- column assignments (number): 分工 | assignments
-- column not_read (number): 没有读出的文件 | files not read
-- column same (number): 相同的文件 | files the same as another
-- column first_year (number): 最早 | first year
-- column last_year (number): 最近 | last year
SELECT s.areas, s.plans, s.tasks, n.units, s.assignments, r.not_read, w.same, s.first_year, s.last_year
FROM (
  SELECT COUNT(DISTINCT NULLIF(area, '')) AS areas, COUNT(*) AS plans, CAST(SUM(tasks) AS BIGINT) AS tasks,
         CAST(SUM(assignments) AS BIGINT) AS assignments, MIN(NULLIF(year, 0)) AS first_year, MAX(NULLIF(year, 0)) AS last_year
  FROM plans
) AS s CROSS JOIN (SELECT COUNT(DISTINCT unit_key) AS units FROM named_in) AS n
CROSS JOIN (SELECT COUNT(*) AS not_read FROM not_read) AS r
CROSS JOIN (SELECT COUNT(*) AS same FROM same) AS w
ORDER BY s.plans
