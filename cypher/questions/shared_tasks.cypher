// zh: 两个单位共同参与的任务
// en: Tasks that two units share
// about zh: 两个单位都有分工的任务和各自的分工；有两种分工的显示较强的一种，督促不计入。
// about en: The tasks on which both units have a share, with the role of each; of two roles the stronger is shown, and supervision does not count.
// parameter unit (unit): 单位名称，也可用登记过的其他写法 | the unit's name, or a recorded other spelling | 县科协
// parameter other (unit): 另一单位的名称 | the other unit's name | 县教委
// column number: 序号 | number
// column title: 任务 | task
// column role (role): 该单位分工 | the unit's role
// column other_role (role): 另一单位分工 | the other unit's role
MATCH (u:Unit {name: $unit})-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)-[:PART_OF]->(:Plan {id: $plan})
MATCH (o:Unit {name: $other})-[s:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t)
WITH t, min(CASE r.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 ELSE 3 END) AS one,
     min(CASE s.role WHEN 'lead' THEN 1 WHEN 'responsible' THEN 2 ELSE 3 END) AS two
RETURN t.label AS number, t.title AS title,
       CASE one WHEN 1 THEN 'lead' WHEN 2 THEN 'responsible' ELSE 'support' END AS role,
       CASE two WHEN 1 THEN 'lead' WHEN 2 THEN 'responsible' ELSE 'support' END AS other_role
ORDER BY t.`order`, t.id
