MATCH (p:Plan {id: $plan})
RETURN p.id AS id, p.title AS title, p.area AS area, p.document_number AS document_number,
       p.issuer AS issuer, p.issued AS issued, p.published AS published,
       p.period AS period, p.lead_rule AS lead_rule, p.owner AS owner, p.focus AS focus,
       p.loaded AS loaded, p.digest AS digest
ORDER BY id
