"""The table in memory, whose lists never end: who reads one to its end reads for ever.

What was read is counted; whoever passes `MOST` in one request is stopped.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import repeat
from typing import Any, Final, TypeVar, Unpack

from infra.memory.store import MemoryStore
from shared.adapters.layout.registry import place_of
from shared.domain.decisions import Decision
from shared.domain.network.people import Distributor, ProfileChange, RelationChange
from shared.domain.orders.disputes import Dispute
from shared.domain.orders.refund_record import Refund
from shared.domain.periods.evaluations import Evaluation
from shared.domain.receiving_accounts import ReceivingAccount
from shared.domain.records import AwaitingRecord, Queue, Record
from shared.domain.rulebook.versions import RuleVersion
from shared.domain.webhooks.webhooks import LISTENING
from shared.ports import PAGE, Due, Page, Span

R = TypeVar("R", bound=Record)
T = TypeVar("T")

MOST: Final = 11_000
"""How much one request, or one turn of the sweeper, may read: items, and one more a question.

The guard of plans looks at 5,000 people, twice each; nothing else comes near.
"""

SHORT: Final = {
    RuleVersion: "each was approved by two persons, and what was read is remembered",
    ReceivingAccount: "each was approved by two persons",
    Evaluation: "one a rule of a period",
    Refund: "an order remembers 250 commands",
    Dispute: "an order remembers 250 commands",
}
"""Kinds whose lists stay short, and why."""

SHORT_QUEUES: Final = {LISTENING: "an owner has 20 endpoints, and a brand its own shops"}
SHORT_PARENTS: Final = {"ORDER#": "an order's journal: it remembers 250 commands"}

ABOVE: Final = "above-"
"""How the names begin of those above the top: each has another one above him."""


class Unbounded(Exception):
    """A request read more than it may."""


class Endless(MemoryStore):
    """A store in memory; while `endless`, none of its lists ends, nor does the network upwards."""

    def __init__(self) -> None:
        super().__init__()
        self.endless = False
        self.read = 0
        self.asked_for: set[str] = set()
        self.filled: set[str] = set()
        self._last: dict[object, Any] = {}

    def get(self, kind: type[R], key: str) -> R | None:
        self._count(1)
        return _above(kind, key) or super().get(kind, key)

    def listed(self, kind: type[R], parent: str, **span: Unpack[Span]) -> Page[R]:
        limit = span.get("limit", PAGE)

        def page(most: int) -> Page[R]:
            wanted: Span = {**span, "limit": most}
            found = super(Endless, self).listed(kind, parent, **wanted)
            return found if found.items else Page(_ghosts(kind, parent), None)

        if kind in SHORT or any(parent.startswith(each) for each in SHORT_PARENTS):
            return self._ending(page(limit))
        which = (
            kind.__name__,
            parent,
            span.get("since", ""),
            span.get("until"),
            span.get("latest_first", False),
        )
        place = place_of(kind)
        return self._going_on(
            page, which, span.get("after", ""), limit, lambda one: place.suffix(parent, one.key)
        )

    def waiting(
        self, queue: Queue[R], part: str = "", *, after: str = "", limit: int = PAGE
    ) -> Page[str]:
        def page(most: int) -> Page[str]:
            return super(Endless, self).waiting(queue, part, after=after, limit=most)

        if queue in SHORT_QUEUES:
            return self._ending(page(limit))
        return self._going_on(page, (queue.name, part, "queue"), after, limit, None)

    def stuck(self, kind: type[AwaitingRecord], *, after: str = "", limit: int = PAGE) -> Page[str]:
        def page(most: int) -> Page[str]:
            return super(Endless, self).stuck(kind, after=after, limit=most)

        return self._going_on(page, (kind.__name__, "stuck"), after, limit, None)

    def due(self, until: datetime, within: Sequence[str] | None = None) -> Iterable[Due]:
        found = list(super().due(until, within))
        return self._counted([*found, *self._repeated(found)])

    def _repeated(self, found: Sequence[T]) -> Iterable[T]:
        return repeat(found[-1], 2 * MOST) if self.endless and found else ()

    def _ending(self, page: Page[T]) -> Page[T]:
        self._count(1 + len(page.items))
        return page

    def _going_on(
        self,
        page: Callable[[int], Page[T]],
        which: tuple[object, ...],
        after: str,
        limit: int,
        place: Callable[[T], str] | None,
    ) -> Page[T]:
        """Fill a page with what its list ended with, again and again."""
        found = page(limit)
        self.asked_for.add(str(which[0]))
        if found.items:
            self.filled.add(str(which[0]))
            self._last[which] = found.items[-1]
        last = self._last.get(which)
        if not self.endless or found.next is not None or last is None:
            return self._ending(found)
        items = [*found.items, *repeat(last, min(limit, 2 * MOST) - len(found.items))]
        if not found.items:
            following = after
        elif place is not None:
            following = place(last)
        else:
            following = page(len(found.items)).next or after
        return self._ending(Page(items, following))

    def _counted(self, each_of: Iterable[T]) -> Iterator[T]:
        for each in each_of:
            self._count(1)
            yield each

    def _count(self, more: int) -> None:
        self.read += more
        if self.endless and self.read > MOST:
            raise Unbounded(self.read)


def _above(kind: type[R], key: str) -> R | None:
    if kind is not Distributor or not key.startswith(ABOVE):
        return None
    found = Distributor(id=key, upline=_next(key), relation=1, changes=1, joined_at=LONG_AGO)
    return found if isinstance(found, kind) else None


def _ghosts(kind: type[R], parent: str) -> list[R]:
    """Give what the histories say of those above the top."""
    if not parent.startswith(ABOVE):
        return []
    why = Decision(by="ops", reason="joined")
    told: dict[str, Any] = {"distributor": parent, "number": 1, "at": LONG_AGO, "decision": why}
    known: list[Record] = [
        RelationChange(upline=_next(parent), **told),
        ProfileChange(cause="enrolled", level="gold", standing="active", command="C", **told),
    ]
    return [each for each in known if isinstance(each, kind)]


def _next(name: str) -> str:
    return f"{ABOVE}{int(name.removeprefix(ABOVE)) + 1}"


LONG_AGO = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
