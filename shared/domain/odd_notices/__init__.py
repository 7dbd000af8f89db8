"""What the payment channel reported and the rules cannot take in: kept until somebody decides."""
