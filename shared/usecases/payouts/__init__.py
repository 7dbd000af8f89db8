"""The commands that settle a period and pay people out."""
