"""A decision as a person sends it: why."""

from shared.domain.decisions import Reason
from shared.domain.records import Value


class Because(Value):
    """Why it is decided so; kept for ever."""

    reason: Reason
