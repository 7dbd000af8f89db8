"""The plan: its document, its rules, what changes between two versions."""
