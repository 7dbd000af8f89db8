"""What the product uses of AWS, counted by AWS's rules, step by step of an order's life."""
