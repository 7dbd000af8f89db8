"""What is told of records that changed: events, and who may read which of them."""
