"""When commission of an order is released, as a plan says and an order keeps it (A068)."""

from typing import Literal

Release = Literal["order", "month", "quarter", "year"]
"""With its window, or with the period that this ends in."""
