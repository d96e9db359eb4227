"""Atlas of a corpus: named SQL statements on two engines, the statistics on their rows, tables and page."""
