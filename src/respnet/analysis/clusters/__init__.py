"""Clusters: modularity search, consensus clusters."""
