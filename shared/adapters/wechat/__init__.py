"""WeChat Pay v3 behind the port of the payment channel."""
