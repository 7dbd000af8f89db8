"""The kinds of rules: one class in one file each, found by itself."""
