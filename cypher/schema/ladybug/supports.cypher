CREATE REL TABLE SUPPORTS(
  FROM Unit TO Task,
  role STRING,
  position INT64,
  printed STRING,
  origin STRING
)
