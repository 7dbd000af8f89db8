"""A request as its signature sees it, and the one error about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, permutations
from typing import Final, Self
from urllib.parse import quote, urlencode

_ALWAYS_COVERED: Final = ("@method", "@path", "@query")
_COVERED_WHEN_SENT: Final = ("content-digest", "idempotency-key")

_ORDERS_TRIED: Final = 24
"""All orders of four names: whoever guesses at a signature may not make us try more."""


class Forged(Exception):
    """A signature that does not hold, is missing, or is not fresh; the text says why."""


@dataclass(frozen=True, slots=True)
class Message:
    """What of a request is signed: `url` is absolute and encoded, header names are lower case.

    `authority` is the host that the API was called at, as API Gateway says it; the URL's is not.
    """

    method: str
    url: str
    headers: dict[str, str]
    authority: str | None = None

    def covered(self) -> tuple[str, ...]:
        """The components that a signature of this message has to cover."""
        return _ALWAYS_COVERED + tuple(name for name in _COVERED_WHEN_SENT if name in self.headers)

    def in_other_orders(self) -> Iterator[Self]:
        """The same message with the names of its query in other orders, a few of them."""
        address, _, query = self.url.partition("?")
        for order in islice(permutations(query.split("&")), 1, _ORDERS_TRIED):
            yield replace(self, url=f"{address}?{'&'.join(order)}")


def canonical_query(parameters: Mapping[str, str | Sequence[str]]) -> str:
    """The one spelling of a query that is signed: sorted by name, percent-encoded (RFC 3986).

    API Gateway hands over decoded parameters without their order: no other spelling can be checked.
    """
    return urlencode(sorted(parameters.items()), doseq=True, quote_via=quote)
