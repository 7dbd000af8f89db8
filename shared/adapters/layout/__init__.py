"""How records, pointers and queues are laid out in the one table, whatever holds it."""
