"""Counting a period and awarding what its rules promise."""
