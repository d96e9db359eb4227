"""Risk: lead gaps, robustness to unit removal, and set cover."""
