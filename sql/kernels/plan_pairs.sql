-- zh: 每个方案中两个单位共同牵头的任务数
-- en: Joint leads of each two units in each plan
-- about zh: 只列共同牵头过的；牵头单位超过 30 个的任务、牵头单位超过 400 个的方案不计。
-- about en: Only pairs that met; tasks with more than 30 leads and plans with more than 400 leading units are left out.
-- column plan_key (key): 方案键 | key of the plan
-- column first_key (key): 甲单位键 | key of the first unit
-- column second_key (key): 乙单位键 | key of the second unit
-- column joint (number): 共同牵头 | joint leads
SELECT plan_key, first_key, second_key, COUNT(*) AS joint FROM pair_meetings GROUP BY plan_key, first_key, second_key
ORDER BY plan_key, first_key, second_key
