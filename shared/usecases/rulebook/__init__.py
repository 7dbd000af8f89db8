"""What changes the rulebook, the brand's plan and policy, and what people read of it."""
