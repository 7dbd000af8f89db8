"""An event-driven interpreter for the part of Amazon States Language (JSONata) the product uses.

A parked execution holds no thread: it is a suspended generator whose signal waits for a timer of
the business clock or for a task token.
"""
