"""A door for plain HTTP clients: it signs as the shop and bears tokens as people, on a laptop."""
