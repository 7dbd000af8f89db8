"""How a person stands in the network: only who is active is paid."""

from typing import Literal

Standing = Literal["applied", "active", "suspended", "removed", "rejected", "expired"]
