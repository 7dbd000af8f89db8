"""What rules see and what they give: facts, earnings, pay of a period, reasons; exact, to fen."""
