"""The layouts of shop systems, as files: each is what a person may write for a file of his own."""
