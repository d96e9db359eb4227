CREATE REL TABLE NAMED_IN(
  FROM Unit TO Plan, kind STRING, guessed BOOLEAN, collective BOOLEAN, also_written STRING[], members STRING[],
  english STRING, capacity DOUBLE
)
