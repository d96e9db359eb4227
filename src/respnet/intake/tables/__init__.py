"""Tables and plan folders: reading them into rows, and writing a plan back."""
