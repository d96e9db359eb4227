"""Network plot: layouts and drawing data of the two-mode graph."""
