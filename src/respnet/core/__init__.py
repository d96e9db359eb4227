"""The core that every room stands on: plan, network, names, lookup, texts and errors."""
