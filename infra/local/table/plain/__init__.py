"""Plain requests to DynamoDB answered at once; of all others, errors too, moto knows the rules."""
