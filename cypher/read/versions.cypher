// Oldest first; 0 is the number of the plan itself, packed, by which the next load finds what changed.
// Only the versions named in $full come with their contents; * names all.
MATCH (v:Version)-[:VERSION_OF]->(:Plan {id: $plan})
RETURN v.id AS id, v.plan AS plan, v.number AS number, v.loaded AS loaded, v.digest AS digest,
       CASE WHEN '*' IN $full OR v.id IN $full THEN v.json END AS json
ORDER BY number, id
