"""Awards beside all rules, by hand: proposed, approved, taken back."""
