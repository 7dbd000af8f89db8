"""Scenario files: stories played through the product's own use cases under a virtual clock."""
