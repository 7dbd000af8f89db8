"""Who acts: the function or state machine on whose behalf a call to a service is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_principal: ContextVar[str | None] = ContextVar("principal", default=None)


@contextmanager
def acting_as(arn: str) -> Iterator[None]:
    """Within the block, this thread's calls are made by the function or machine of this ARN."""
    token = _principal.set(arn)
    try:
        yield
    finally:
        _principal.reset(token)


def principal() -> str | None:
    """The ARN of who acts, None outside of functions and state machines."""
    return _principal.get()
