"""The language of plans: normalised text, lexicon, brackets, lists of units, clauses."""
