"""Clusters: modules of the lead network, their search and stability."""
