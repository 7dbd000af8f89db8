"""How webhooks leave the house: checked addresses, signatures, the queue of their sender."""
