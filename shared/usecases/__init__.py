"""One function a command: load, decide in the domain, commit one transaction."""
