"""As whom a caller reads events: by his role."""

from shared.domain.events.readers import BACK_OFFICE, Reader
from shared.edge.callers.access import Principal


def reader_of(caller: Principal) -> Reader:
    """Give the reader that a caller is: his storefront, himself, or one of the back office."""
    if caller.role == "storefront":
        return Reader("storefront", caller.id)
    return Reader("payee", caller.id) if caller.role == "distributor" else BACK_OFFICE
