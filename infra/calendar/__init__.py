"""How the calendar of China's working days is made."""
