MATCH (u:Unit)-[f:RANKED_IN]->(of:Plan)
RETURN u.id AS unit, of.id AS plan, f.leads AS leads, f.total AS total, f.rank_leads AS rank_leads,
       f.rank_total AS rank_total, f.degree AS degree, f.closeness AS closeness, f.harmonic AS harmonic,
       f.betweenness AS betweenness, f.unit_betweenness AS unit_betweenness, f.rank_degree AS rank_degree,
       f.rank_closeness AS rank_closeness, f.rank_harmonic AS rank_harmonic, f.rank_betweenness AS rank_betweenness,
       f.rank_unit_betweenness AS rank_unit_betweenness
ORDER BY plan, unit
