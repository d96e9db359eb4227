// The tasks of all plans, their assignments, and the characters of their texts.
MATCH (t:Task)
OPTIONAL MATCH (:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t)
WITH t, count(r) AS links
RETURN count(t) AS tasks, sum(links) AS links, sum(size(t.title) + coalesce(size(t.text), 0)) AS characters
