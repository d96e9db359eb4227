CREATE NODE TABLE Version(
  id STRING, plan STRING, number INT64, loaded STRING, digest STRING, json STRING, PRIMARY KEY(id)
)
