"""Several plans at once: what they ask of each unit, and joint leads over all of them."""
