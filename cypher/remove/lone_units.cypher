// Of the units that this plan named before: only those that no plan names any more, and that no one else relates to.
UNWIND $ids AS id
MATCH (u:Unit {id: id}) WHERE NOT EXISTS { MATCH (u)--() }
DELETE u
