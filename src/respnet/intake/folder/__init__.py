"""The files of a plan folder: plan.toml, units.csv, tables of candidates; read and write."""
