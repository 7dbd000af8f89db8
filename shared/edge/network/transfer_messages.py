"""What is said about transfers to another upline."""

from shared.domain.decisions import Reason
from shared.domain.network.people import PayeeId
from shared.domain.records import Value


class NewUpline(Value):
    """Under whom he is to stand, and why."""

    to: PayeeId
    reason: Reason
