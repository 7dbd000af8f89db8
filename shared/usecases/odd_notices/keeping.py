"""Keep an odd notice, once."""

from shared.domain.odd_notices.odd_notices import OddNotice
from shared.ports import Ports
from shared.usecases.retrying import retried


def keep(ports: Ports, notice: OddNotice) -> OddNotice:
    """Store a notice unless it is there; give it as it stands."""

    def attempt() -> OddNotice:
        known = ports.store.get(OddNotice, notice.key)
        if known is None:
            ports.store.commit([notice])
        return known or notice

    return retried(attempt)
