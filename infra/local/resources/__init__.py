"""What a template declares besides functions, created at the start."""
