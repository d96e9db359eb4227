"""From a plan document as it was issued to the rows of a plan."""
