"""The store over one DynamoDB table and its one index."""
