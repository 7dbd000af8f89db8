"""What changes from one policy to another; every policy has the same parameters.

Values are as documents write them: quoted yuan, whole days, hours and minutes.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import JsonValue

from shared.domain.documents.changes import Change
from shared.domain.documents.part import written
from shared.domain.policy.policy import Policy


def policy_changes(before: Policy, after: Policy) -> tuple[Change, ...]:
    """Give all changes in the order of the document."""
    pairs = zip(_parameters(written(before)), _parameters(written(after)), strict=True)
    return tuple(
        Change(path=path, before=old, after=new) for (path, old), (_, new) in pairs if old != new
    )


def _parameters(part: Mapping[str, Any], within: str = "") -> Iterator[tuple[str, JsonValue]]:
    for name, value in part.items():
        if isinstance(value, Mapping):
            yield from _parameters(value, f"{within}{name}.")
        else:
            yield f"{within}{name}", value
