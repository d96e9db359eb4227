-- zh: 一个数由哪些任务得来
-- en: Tasks that a number was made of
-- about zh: chosen 的每一行：一个单位在某年（或所有年份）的任务，或两个单位共同牵头的任务。
-- about en: For each row of chosen the tasks of a unit in a year (or in all), or those that two units lead together.
-- column kind: 表 | table
-- column place (number): 行 | row
-- column plan: 方案 | plan
-- column title: 方案标题 | title of the plan
-- column year (number): 年份 | year
-- column task (number): 任务位置 | place of the task
-- column number: 序号 | number
-- column part: 分项 | part
WITH held AS (
  SELECT c.kind, c.place, a.plan_key, a.task
  FROM chosen c JOIN assignments a ON a.unit_key = c.first_key
  WHERE c.second_key IS NULL AND a.counts AND NOT a.collective
    AND (c.role IS NULL OR a.role = c.role) AND (c.year IS NULL OR a.year = c.year)
  UNION ALL
  SELECT c.kind, c.place, a.plan_key, a.task
  FROM chosen c JOIN assignments a ON a.unit_key = c.first_key
  JOIN assignments b ON b.unit_key = c.second_key AND b.plan_key = a.plan_key AND b.task = a.task
  WHERE a.counts AND a.role = 'lead' AND b.counts AND b.role = 'lead'
)
SELECT h.kind, h.place, p.plan, p.title, p.year, h.task, t.number, t.part
FROM held h JOIN plans p ON p.plan_key = h.plan_key JOIN tasks t ON t.plan_key = h.plan_key AND t.task = h.task
ORDER BY h.kind, h.place, p.year, h.plan_key, h.task
