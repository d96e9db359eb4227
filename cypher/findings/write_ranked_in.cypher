UNWIND $rows AS row
MATCH (u:Unit {id: row.unit})
MATCH (p:Plan {id: row.plan})
CREATE (u)-[:RANKED_IN {
  leads: row.leads, total: row.total, rank_leads: row.rank_leads, rank_total: row.rank_total,
  degree: row.degree, closeness: row.closeness, harmonic: row.harmonic, betweenness: row.betweenness,
  unit_betweenness: row.unit_betweenness, rank_degree: row.rank_degree, rank_closeness: row.rank_closeness,
  rank_harmonic: row.rank_harmonic, rank_betweenness: row.rank_betweenness,
  rank_unit_betweenness: row.rank_unit_betweenness
}]->(p)
RETURN count(*) AS written
