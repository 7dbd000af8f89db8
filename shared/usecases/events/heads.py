"""The kinds of records that tell their lives, by the names that events call them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from shared.domain.moments import HeadRecord
from shared.ports import Store


class Head(NamedTuple):
    """A record that tells its life, by its kind and key."""

    kind: type[HeadRecord]
    key: str

    @classmethod
    def of(cls, subject: str) -> "Head":
        """Read the subject of events. Errors: `KeyError` for a kind that nobody knows."""
        called, _, key = subject.partition("/")
        return cls(_kinds()[called], key)


def load_heads(store: Store, heads: Iterable[Head]) -> Iterator[HeadRecord]:
    """Load records as they are now, each once, kind by kind."""
    by_kind: dict[type[HeadRecord], dict[str, None]] = {}
    for kind, key in heads:
        by_kind.setdefault(kind, {})[key] = None
    for kind, keys in by_kind.items():
        yield from store.get_all(kind, keys, exact=True)


def _kinds() -> Mapping[str, type[HeadRecord]]:
    """Every kind that tells its life, by its name; all are loaded, since a store knows them all."""
    return {kind.called: kind for kind in HeadRecord.__subclasses__()}
