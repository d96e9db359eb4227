CREATE NODE TABLE Plan(
  id STRING, title STRING, area STRING, document_number STRING, issuer STRING, issued STRING, published STRING,
  period STRING, lead_rule STRING, owner STRING, focus STRING[], loaded STRING, digest STRING, PRIMARY KEY(id)
)
