# respnet-report
# Imports the plans of this folder into an empty database of Neo4j 5.26 or later; the first argument names it (neo4j).
# Stop the server first (neo4j stop), start it afterwards, and run: cypher-shell -f after-import.cypher
param([string]$Database = "neo4j")
Set-Location $PSScriptRoot
neo4j-admin database import full $Database `
  "--nodes=./plan.csv" `
  "--nodes=./units.csv" `
  "--nodes=./tasks.csv" `
  "--relationships=./named_in.csv" `
  "--relationships=./part_of.csv" `
  "--relationships=./assignments.csv" `
  "--array-delimiter=U+001F" `
  "--multiline-fields=true"
