"""The picture of the network: who stands where, and what is drawn of it."""
