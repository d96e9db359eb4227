-- zh: 没有点明牵头单位的方案
-- en: Plans that name no leads
-- about zh: 方案里没有一项任务写明由谁牵头；不按排列位置推断。
-- about en: Plans in which no task says who leads; the order of a list is not taken for it.
-- column plan: 方案 | plan
-- column title: 方案标题 | title of the plan
-- column area: 地区 | area
-- column year (number): 年份 | year
-- column tasks (number): 任务数 | tasks
-- column units (number): 单位数 | units
SELECT plan, title, area, year, tasks, units FROM plans WHERE NOT names_leads
ORDER BY area, year, plan
