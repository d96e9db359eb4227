-- zh: 各单位在每个方案中的牵头和其他任务
-- en: Leads and other tasks of each unit in each plan
-- about zh: 方案点到的单位都列，没有任务的也列，统称不列；paired_leads 不含牵头单位超过 30 个的任务；capacity 为方案写明的承担能力，没有则空。
-- about en: Every unit that a plan names, without tasks too, but no collectives; paired_leads are without the tasks of more than 30 leads; capacity is what the plan says that the unit can carry, else empty.
-- column plan_key (key): 方案键 | key of the plan
-- column unit_key (key): 单位键 | key of the unit
-- column leads (number): 牵头 | leads
-- column others (number): 其他任务 | other tasks
-- column paired_leads (number): 参与配对的牵头 | leads that count for pairs
-- column capacity (share): 承担能力 | capacity
SELECT n.plan_key, n.unit_key, n.unit_leads AS leads, n.unit_tasks - n.unit_leads AS others,
       COALESCE(d.degree, 0) AS paired_leads, n.capacity
FROM named_in n JOIN units u ON u.unit_key = n.unit_key
LEFT JOIN pair_degrees d ON d.plan_key = n.plan_key AND d.unit_key = n.unit_key
WHERE NOT u.collective
ORDER BY n.plan_key, n.unit_key
