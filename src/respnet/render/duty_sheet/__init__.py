"""Duty sheets, and the circular's paragraph: what each unit has to do, to print, send and sign."""
