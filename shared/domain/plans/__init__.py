"""The plan: its document, its rules, the guard over it, what changes between two versions."""
