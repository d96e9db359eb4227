// The versions of a plan; only those named in $full with their contents.
MATCH (v:Version)-[:VERSION_OF]->(:Plan {id: $plan})
RETURN v.id AS id, v.plan AS plan, v.number AS number, v.loaded AS loaded, v.digest AS digest,
       CASE WHEN v.id IN $full THEN v.json END AS json
ORDER BY number, id
