UNWIND $rows AS row
MERGE (p:Plan {id: row.id})
SET p.title = row.title, p.area = row.area, p.document_number = row.document_number, p.issuer = row.issuer,
    p.issued = row.issued, p.published = row.published, p.period = row.period, p.lead_rule = row.lead_rule,
    p.owner = row.owner, p.focus = row.focus, p.loaded = row.loaded, p.digest = row.digest
RETURN count(*) AS written
