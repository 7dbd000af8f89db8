"""Endpoints subscribe and are told what happened: deliveries, retries, replays."""
