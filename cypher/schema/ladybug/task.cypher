CREATE NODE TABLE Task(
  id STRING, `order` INT64, number STRING, part STRING, label STRING, section STRING[], title STRING,
  deadline STRING, due STRING, targets STRING[], text STRING, summary STRING, clause STRING, source STRING,
  open_roles STRING[], effort DOUBLE, PRIMARY KEY(id)
)
