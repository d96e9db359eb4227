"""呈报一页: one page on a plan for a superior, as HTML and DOCX."""
