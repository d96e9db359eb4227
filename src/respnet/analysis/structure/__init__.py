"""The network as a whole: summary and components."""
