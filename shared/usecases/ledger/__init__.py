"""What people own, purse by purse."""
