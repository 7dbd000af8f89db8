"""API Gateway: events for functions from requests, responses from their answers."""
