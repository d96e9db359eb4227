CREATE REL TABLE RESPONSIBLE_FOR(
  FROM Unit TO Task,
  role STRING,
  position INT64,
  printed STRING,
  origin STRING
)
