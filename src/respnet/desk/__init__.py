"""Desk: a small server on this machine, on which an office checks its plans and hands them out."""
