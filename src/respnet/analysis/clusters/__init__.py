"""Clusters: modules of the lead network, their search, proof and stability."""
