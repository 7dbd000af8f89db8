"""DynamoDB streams: the log of changes, handed to functions as AWS does."""
