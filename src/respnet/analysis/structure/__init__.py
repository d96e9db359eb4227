"""Network structure: summary measures and connected components."""
