"""The pictures of docs/architecture.md, drawn from template and definitions: `make pictures`."""
