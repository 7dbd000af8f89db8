"""Whether anything ever happened at a storefront."""

from shared.domain.events.feed import FeedPage, first_page_keys
from shared.domain.events.readers import Reader
from shared.ports import Store


def has_dealt(store: Store, storefront: str) -> bool:
    """Tell whether a storefront was ever told of anything: from its first order on it was."""
    return bool(store.get_all(FeedPage, first_page_keys(Reader("storefront", storefront))))
