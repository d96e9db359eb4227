"""Lead gaps, robustness and set cover."""
