CREATE REL TABLE RANKED_IN(
  FROM Unit TO Plan, leads INT64, total INT64, rank_leads INT64, rank_total INT64, degree DOUBLE, closeness DOUBLE,
  harmonic DOUBLE, betweenness DOUBLE, unit_betweenness DOUBLE, rank_degree INT64, rank_closeness INT64,
  rank_harmonic INT64, rank_betweenness INT64, rank_unit_betweenness INT64
)
