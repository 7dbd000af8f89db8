"""What one kind of document has of its own; all else its commands share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from shared.domain.documents.changes import Change
from shared.domain.documents.fault import Place
from shared.domain.documents.part import Part
from shared.domain.guard.findings import Finding

D = TypeVar("D", bound=Part)
Answer = Mapping[str, Any]


class DocumentFile(NamedTuple, Generic[D]):
    """What was written, the document it says, and the line of every place in a file."""

    document: dict[str, Any] | str
    read: D
    lines: Mapping[Place, int] = {}


@dataclass(frozen=True)
class DocumentKind(Generic[D]):
    """A kind of document that is proposed by one person, approved by another, and versioned."""

    name: str
    """What bodies of requests and answers call it: `plan`."""
    path: str
    read_file: Callable[[str], DocumentFile[D]]
    """Errors: DocumentError, every fault with its line."""
    read: Callable[[Mapping[str, Any]], D]
    changes: Callable[[D, D], Sequence[Change]]
    label: Callable[[Answer], str]
    """How a version is called, of its receipt, its line in a list, or itself."""
    in_words: Callable[[object], str] = str
    """How a version is called that an answer refers to."""
    title: Callable[[Answer], str] = lambda _: ""
    """What a proposal calls itself, in a list."""
    findings: Callable[[D, datetime], Sequence[Finding]] = lambda _, __: ()
    """What the guard finds in a document at a time."""
    checks: str | None = None
    """Where the API says what its network and its day find in a document."""

    @property
    def proposals(self) -> str:
        """Where it is proposed."""
        return f"{self.path}/proposals"
