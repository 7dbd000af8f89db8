"""What taking in an order costs a warm function, against views written by hand."""
