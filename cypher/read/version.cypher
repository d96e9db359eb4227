MATCH (v:Version {id: $version})-[:VERSION_OF]->(:Plan) WHERE v.number > 0
RETURN v.id AS id, v.plan AS plan, v.number AS number, v.loaded AS loaded, v.digest AS digest, v.json AS json
ORDER BY id, number
