"""What a room says of a kind of proposal: who decides, for how long, and what happens then."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple, TypeAlias, TypeVar

from pydantic import ValidationError

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.commands import Command
from shared.domain.records import Record
from shared.ports import Ports


class Approved(NamedTuple):
    """What an approval leads to: what the proposal became, and the records that change with it."""

    outcome: Mapping[str, Any]
    records: Sequence[Record]


Approve: TypeAlias = Callable[[Ports, Command, Proposal, Verdict], Approved]
"""Checks a proposal once more and gives what its approval changes; it stores nothing."""

Close: TypeAlias = Callable[[Ports, Command, Proposal, Verdict], Sequence[Record]]
"""Gives the records that change when a proposal is rejected or taken back."""

Standing: TypeAlias = Callable[[Ports, Proposal], Proposal]
"""Gives an open proposal as it stands: lapsed, where what it is about was seen to elsewhere."""

Revise: TypeAlias = Callable[[Ports, Proposal, Mapping[str, Any]], Mapping[str, Any]]
"""Checks what a proposal is to say instead, and gives its content. Errors: UnreadableContent."""

Content = TypeVar("Content")


class UnreadableContent(Exception):
    """What somebody would have a proposal say cannot be read; `fault` tells why."""

    def __init__(self, fault: ValidationError) -> None:
        super().__init__(str(fault))
        self.fault = fault


def read_content(read: Callable[[dict[str, Any]], Content], content: Mapping[str, Any]) -> Content:
    """Read what somebody would have a proposal say. Errors: UnreadableContent."""
    try:
        return read(dict(content))
    except ValidationError as error:
        raise UnreadableContent(error) from error


def nothing_else(
    _ports: Ports, _command: Command, _proposal: Proposal, _verdict: Verdict
) -> Sequence[Record]:
    """Change nothing but the proposal."""
    return ()


def as_kept(_ports: Ports, proposal: Proposal) -> Proposal:
    """Show a proposal as it is kept."""
    return proposal


@dataclass(frozen=True)
class ApprovalKind:
    """A kind of proposal, which `deciders` (roles) approve or reject.

    Without `open_for` it never expires, without `revise` it is not changed once proposed.
    """

    name: str
    approve: Approve
    deciders: frozenset[str]
    close: Close = nothing_else
    revise: Revise | None = None
    standing: Standing = as_kept
    open_for: timedelta | None = timedelta(days=30)

    def subject_of(self, subject: str) -> str:
        """Name in the operation log what a proposal of this kind is about."""
        return f"{self.name}/{subject}"
