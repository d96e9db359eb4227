// Of LEADS, which stands for a label: those of the ids that are there. Only of these the guards read more: with a
// pattern of two nodes, LadybugDB reads all that there are.
UNWIND $ids AS id
MATCH (n:LEADS {id: id})
RETURN n.id AS id
ORDER BY id
