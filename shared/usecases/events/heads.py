"""The records that tell their lives, by the subjects of events."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shared.domain.moments import HeadRecord
from shared.ports import Store


class Head(NamedTuple):
    """A record that tells its life, by its kind and key, and which of its moments are new.

    Those behind `since`, up to `until`; all that its feeds lack where nobody knows.
    """

    kind: type[HeadRecord]
    key: str
    since: int | None = None
    until: int | None = None


def head_of(store: Store, subject: str) -> Head:
    """Read the subject of events. Errors: `KeyError` for a kind that nobody knows."""
    called, _, key = subject.partition("/")
    return Head(store.head_kind(called), key)


def load_heads(store: Store, heads: Iterable[Head]) -> Iterator[HeadRecord]:
    """Load records as they are now, each once, kind by kind."""
    by_kind: dict[type[HeadRecord], dict[str, None]] = {}
    for head in heads:
        by_kind.setdefault(head.kind, {})[head.key] = None
    for kind, keys in by_kind.items():
        yield from store.get_all(kind, keys, exact=True)
