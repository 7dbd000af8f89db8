"""What a plan's rules are made of: rates, sums, tiers, limits, validity; and how they are said."""
