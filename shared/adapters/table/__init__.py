"""Where the records of each room stand in the table: a file a room, found by itself."""
