"""Assignment chart: tasks left and right in printed order, one column of units between, a curve for each lead."""
