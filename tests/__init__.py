"""The tests. A package of its own, so that no other package's `tests` can stand in its place."""
