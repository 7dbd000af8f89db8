"""Look a number up before money is taken in under it."""

from shared.domain.orders.references import Reference, is_known
from shared.ports import Store


def is_repeated(store: Store, wanted: Reference) -> bool:
    """Tell whether just this was taken in before. Errors: reference_taken."""
    return is_known(store.get(Reference, wanted.key), wanted)
