-- zh: 一个数由哪些任务得来
-- en: Tasks that a number was made of
-- about zh: chosen 的每一行：一个单位在某年（或所有年份）的任务，两个单位共同牵头的任务，或某级两类单位在各地共同牵头的任务（一个方案里同类单位不止一个的不计）。每一行至多 200 个方案，任务最多的在先；plans 为全部方案数。
-- about en: For each row of chosen the tasks of a unit in a year (or in all), those that two units lead together, or those that two kinds of office of a level lead together in any place (plans with two offices of a kind left out). Of the plans of a row 200 at most, those with most of its tasks; plans counts all.
-- column kind: 表 | table
-- column place (number): 行 | row
-- column plan: 方案 | plan
-- column title: 方案标题 | title of the plan
-- column year (number): 年份 | year
-- column task (number): 任务位置 | place of the task
-- column number: 序号 | number
-- column part: 分项 | part
-- column plans (number): 全部方案数 | plans in all
WITH singles AS (
  SELECT d.plan_key, u.level, u.counterpart, MIN(d.unit_key) AS unit_key
  FROM pair_degrees d JOIN units u ON u.unit_key = d.unit_key
  WHERE NOT u.collective GROUP BY d.plan_key, u.level, u.counterpart HAVING COUNT(*) = 1
), held AS (
  SELECT c.kind, c.place, a.plan_key, a.task
  FROM chosen c JOIN assignments a ON a.unit_key = c.first_key
  WHERE c.second_key IS NULL AND a.counts AND NOT a.collective
    AND (c.role IS NULL OR a.role = c.role) AND (c.year IS NULL OR a.year = c.year)
  UNION ALL
  SELECT c.kind, c.place, m.plan_key, m.task
  FROM chosen c JOIN pair_meetings m ON m.first_key = c.first_key AND m.second_key = c.second_key
  UNION ALL
  SELECT c.kind, c.place, m.plan_key, m.task
  FROM chosen c JOIN singles x ON x.level = c.level AND x.counterpart = c.first_kind
  JOIN singles y ON y.level = c.level AND y.counterpart = c.second_kind AND y.plan_key = x.plan_key
  JOIN pair_meetings m ON m.plan_key = x.plan_key AND m.first_key = LEAST(x.unit_key, y.unit_key)
    AND m.second_key = GREATEST(x.unit_key, y.unit_key)
), counted AS (
  SELECT kind, place, plan_key, COUNT(*) OVER (PARTITION BY kind, place) AS plans,
         ROW_NUMBER() OVER (PARTITION BY kind, place ORDER BY COUNT(*) DESC, plan_key) AS rank
  FROM held GROUP BY kind, place, plan_key
)
SELECT h.kind, h.place, p.plan, p.title, p.year, h.task, t.number, t.part, c.plans
FROM counted c JOIN held h ON h.kind = c.kind AND h.place = c.place AND h.plan_key = c.plan_key AND c.rank <= 200
JOIN plans p ON p.plan_key = h.plan_key JOIN tasks t ON t.plan_key = h.plan_key AND t.task = h.task
ORDER BY h.kind, h.place, p.year, h.plan_key, h.task
