"""Webhooks: endpoints that are told what happened, delivery by delivery."""
