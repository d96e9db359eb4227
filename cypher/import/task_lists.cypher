MATCH (t:Task)
SET t.section = coalesce(t.section, []), t.targets = coalesce(t.targets, []), t.open_roles = coalesce(t.open_roles, [])
