"""A stand-in for WeChat Pay v3."""
