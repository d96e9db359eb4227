// LEADS stands for the type of any role.
CREATE REL TABLE LEADS(
  FROM Unit TO Task, role STRING, position INT64, printed STRING, origin STRING
)
