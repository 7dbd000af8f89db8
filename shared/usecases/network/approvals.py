"""What of the network waits for a second person."""

from shared.usecases.network.transfers import TRANSFER

APPROVALS = (TRANSFER,)
