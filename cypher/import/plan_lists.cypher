// The bulk import leaves an empty list out.
MATCH (p:Plan)
SET p.focus = coalesce(p.focus, [])
