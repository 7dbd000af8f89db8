"""Which part of a partition is asked for."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from infra.local.table.ordered import Partition, place_of
from infra.local.table.plain.expressions import Request, a_name
from infra.local.table.plain.values import NotPlain, taken
from infra.local.table.schema import Ordering
from infra.local.table.stored import Image

_NAME, _VALUE = r"(\w+)", r"(:\w+)"
_KEY_CONDITION = re.compile(
    rf"\s*{_NAME}\s*=\s*{_VALUE}"
    rf"(?:\s+AND\s+{_NAME}\s*(BETWEEN|<=|>=|<|>|=)\s*{_VALUE}(?:\s+AND\s+{_VALUE})?)?\s*"
)
_first = itemgetter(0)


class KeyCondition(NamedTuple):
    """`hash_name = hash_value`, and what the range key is compared with, if anything."""

    hash_name: str
    hash_value: str
    range_name: str | None
    sign: str | None
    bounds: tuple[str, ...]

    @property
    def uses(self) -> frozenset[str]:
        """Its placeholders."""
        return frozenset((self.hash_value, *self.bounds))

    def wanted(self, ordering: Ordering, values: Image) -> str:
        """Give the partition. Errors: NotPlain for what the ordering has no such keys for."""
        named = (self.hash_name, *((self.range_name,) if self.range_name else ()))
        if named != ordering.keys[: len(named)] or any("S" not in each for each in values.values()):
            raise NotPlain
        return _text(values, self.hash_value)

    def part(self, partition: Partition, values: Image) -> tuple[int, int]:
        """Give the first place that is wanted, and the first one behind those."""
        places = partition.places
        if self.sign is None:
            return 0, len(places)
        low, high = _text(values, self.bounds[0]), _text(values, self.bounds[-1])
        if low > high:
            raise NotPlain
        begins = bisect_right if self.sign == ">" else bisect_left
        ends = bisect_left if self.sign == "<" else bisect_right
        first = 0 if self.sign in _UP_TO else begins(places, low, key=_first)
        return first, len(places) if self.sign in _FROM else ends(places, high, key=_first)


_UP_TO, _FROM = ("<", "<="), (">", ">=")


@lru_cache(1024)
def key_condition(text: str) -> KeyCondition:
    """Read a key condition. Errors: NotPlain."""
    match = _KEY_CONDITION.fullmatch(text)
    if match is None:
        raise NotPlain
    hash_name, hash_value, range_name, sign, low, high = match.groups()
    if (high is not None) != (sign == "BETWEEN"):
        raise NotPlain
    for name in filter(None, (hash_name, range_name)):
        a_name(name)
    return KeyCondition(hash_name, hash_value, range_name, sign, tuple(filter(None, (low, high))))


def behind(
    ordering: Ordering, partition: Partition, request: Request, part: tuple[int, int]
) -> tuple[int, int]:
    """Give what of a part is behind the place at which the page before it ended."""
    first, last = part
    if "ExclusiveStartKey" not in request:
        return part
    ended = taken(request["ExclusiveStartKey"])
    if ended.keys() != {*ordering.keys, *ordering.tail}:
        raise NotPlain
    place = place_of(ordering, ended)
    if is_forward(request):
        return max(first, bisect_right(partition.places, place)), last
    return first, min(last, bisect_left(partition.places, place))


def is_forward(request: Request) -> bool:
    """Tell whether a part is asked for in its order."""
    return bool(request.get("ScanIndexForward", True))


def _text(values: Image, name: str) -> str:
    text: str = values[name]["S"]
    if not text:
        raise NotPlain
    return text
