"""Values that nobody meant, in the places of those that were: the same seed gives the same ones."""

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

VALUES: list[Any] = [
    *(None, True, False, 0, -1, 1.5, 10**15 + 1, 2**53 - 1, -(2**53) + 1, 1e308),
    *("", " ", "0", "x" * 5_000, "名称", "a/b", "a\x00b", "\ud800", "\u202e", "😀", "' OR 1=1 --"),
    *("2025-02-30T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59+14:00", "2025-03-01"),
    *([], {}, [None], [[]], {"": {}}, [1] * 300, {"kind": "percent"}, "depth-10-5-2"),
]
TEXTS = [
    *("", "0", "-1", "1e9", "999999999", "A" * 26, "a" * 26, "2025-13", "2025-02-30", "2025-03-01"),
    *(
        "2025-03-01T00:00:00Z",
        "9999-12-31",
        "0001-01-01",
        "%00",
        "%2F..%2F",
        "%E5%90%8D",
        "%ED%A0%80",
    ),
    *("x" * 300, "None", "null", "true", "*", "a%20b", "a+b", "order%2FX", "%F0%9F%98%80"),
    *("a/b/c", "a%2Fb%2Fc", "%2F", "%23", "a%23b", "%252F", "2025-03%2Fx", "%2F%2F%2F%2F"),
]
"""What stands in a path or a query, percent-encoded."""


def spoilt(body: Any, random: Random) -> bytes:
    """A body with one to three of its parts replaced, left out or joined by others."""
    changed = deepcopy(body)
    for _ in range(random.randint(1, 3)):
        places = list(_places(changed))
        if not places:
            changed = deepcopy(random.choice(VALUES))
            break
        holder, key = random.choice(places)
        _spoil(holder, key, random)
    return json.dumps(changed).encode()


def _spoil(holder: Any, key: Any, random: Random) -> None:
    match random.randrange(6):
        case 0 if isinstance(holder, dict):
            del holder[key]
        case 1 if isinstance(holder, dict):
            holder[random.choice(["surprise", "__proto__", "", "版"])] = deepcopy(
                random.choice(VALUES)
            )
        case 2:
            holder[key] = [holder[key]]
        case _:
            holder[key] = deepcopy(random.choice(VALUES))


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in pairs:
        yield node, key
        if isinstance(value, dict | list):
            yield from _places(value)
