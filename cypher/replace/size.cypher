// The tasks of all plans, their assignments, and the characters of their texts and of the versions.
MATCH (t:Task)
OPTIONAL MATCH (:Unit)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS|SUPERVISES]->(t)
WITH t, count(r) AS links
WITH count(t) AS tasks, sum(links) AS links, sum(size(t.title) + coalesce(size(t.text), 0)) AS characters
OPTIONAL MATCH (v:Version)
RETURN tasks, links, characters, coalesce(sum(size(v.json)), 0) AS packed
