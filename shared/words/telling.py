"""What happened and what people did, as sentences.

What a reader was not told stands in no sentence: it is made of his event alone.
"""

from collections.abc import Iterable, Mapping

from shared.words.catalogue import term
from shared.words.wording import Facts, Words


def event_words(
    code: str,
    subject: str,
    *,
    facts: Mapping[str, str],
    amount_fen: int | None,
    lines: Iterable[int],
    by: str | None,
) -> Words:
    """Say an event as one was told it. Errors: KeyError for a code or a fact without words."""
    own = {"amount_fen": amount_fen, "lines": tuple(lines), "by": by}
    return term("event", code, {**facts, **_about(facts), "id": _id_of(subject), **own})


def operation_words(what: str, who: str | None, subject: str, reason: str | None) -> Words:
    """Say what a person did. Errors: KeyError for an operation or a subject without words."""
    return term("operation", what, {"who": who, "subject": _thing(subject), "reason": reason})


def _about(facts: Mapping[str, str]) -> Facts:
    """Give what a proposal is about, which its facts name by kind and subject."""
    named = facts.keys() >= {"kind", "subject"}
    return {"about": (facts["kind"], {"id": facts["subject"]})} if named else {}


def _thing(subject: str) -> tuple[str, Facts]:
    kind, _, name = subject.partition("/")
    return kind, {"id": name}


def _id_of(subject: str) -> str:
    return subject.partition("/")[2]
