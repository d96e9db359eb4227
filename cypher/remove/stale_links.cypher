UNWIND $links AS link
MATCH ()-[r]->()
WHERE elementId(r) = link
DELETE r
