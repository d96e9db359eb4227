MATCH (x:Unit)-[f:LEADS_TOGETHER]->(y:Unit)
RETURN x.id AS a, y.id AS b, f.plan AS plan, f.tasks AS tasks, f.expected AS expected, f.p AS p, f.adjusted AS adjusted
ORDER BY plan, a, b
