// Other people's nodes may be called Plan too: an id that is no text starts with nothing.
MATCH (p:Plan) WHERE p.id STARTS WITH ''
RETURN p.id AS id
ORDER BY id
