"""The guard over a plan: what it must not do, what to think about, what it may pay at worst."""
