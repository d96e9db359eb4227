"""The way in: a document, table or plan folder becomes a Plan."""
