"""Every kind of proposal, found in the rooms that bring one.

A room of several files lists its kinds in `approvals.py`, a room of one file says `APPROVALS`.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from shared import usecases
from shared.usecases.approvals.kinds import ApprovalKind


def _found() -> Iterator[ApprovalKind]:
    for room in iter_modules(usecases.__path__, f"{usecases.__name__}."):
        name = f"{room.name}.approvals" if room.ispkg else room.name
        if find_spec(name) is not None:
            yield from getattr(import_module(name), "APPROVALS", ())


KINDS: Mapping[str, ApprovalKind] = {kind.name: kind for kind in _found()}
"""By name."""
