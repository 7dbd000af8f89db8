"""DynamoDB on moto with what moto lacks, and the log of every change."""
