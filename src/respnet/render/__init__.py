"""Rendering: the HTML report, comparison and review pages, duty sheets, workbook and exports."""
