"""A proposal in lines: what it is about, who has proposed it, and what it says."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fenrun.client.deciding import ProposalLine
from fenrun.commands.seen_version import version_in_words
from fenrun.terminal.times import read_instant, written
from fenrun.terminal.values import lines_of
from shared.domain.money import yuan
from shared.words.catalogue import has_term, in_both

FEN: Final = "_fen"
"""How the name of a sum ends."""


def head_of(each: ProposalLine) -> str:
    """Say which it is, of which kind, for whom, and how much money it is about."""
    amount = "" if each["amount_fen"] is None else f"¥{yuan(each['amount_fen'])}"
    return _joined(each["proposal_id"], kind_of(each), each["payee"], amount)


def rest_of(each: ProposalLine) -> Iterator[str]:
    """Say what it is about; who has proposed it when, which version it is, until when it waits."""
    yield subject_of(each)
    until = f"{in_both('terminal', 'until')} {_when(each['expires_at'])}"
    version = version_in_words(each["version"])
    yield _joined(each["proposed_by"], _when(each["proposed_at"]), version)
    if each["expires_at"]:
        yield until


def kind_of(each: ProposalLine) -> str:
    """Say the kind in words; one of a later Fenrun by what it calls it."""
    known = has_term("approval_kind", each["kind"])
    return in_both("approval_kind", each["kind"]) if known else each["kind_zh"]


def subject_of(each: ProposalLine) -> str:
    """Say what it is about in words; of a kind of a later Fenrun as it is."""
    known = has_term("subject", each["kind"])
    return in_both("subject", each["kind"], {"id": each["subject"]}) if known else each["subject"]


def content_of(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Say what is proposed, entry by entry: sums in yuan, what has entries of its own in lines."""
    for name, value in content.items():
        if value not in (None, [], {}):
            yield _label(name), _said(name, value)


def _label(name: str) -> str:
    return in_both("proposed", name) if has_term("proposed", name) else name


def _said(name: str, value: Any) -> str:
    if name.endswith(FEN) and isinstance(value, int):
        return f"¥{yuan(value)}"
    if isinstance(value, Mapping):
        return "\n".join(line for each in value for line in _entry(each, value[each]))
    return "\n".join(lines_of((name,), value))


def _entry(name: str, value: Any) -> Iterator[str]:
    if name.endswith(FEN) and isinstance(value, int):
        yield f"{name.removesuffix(FEN)}: ¥{yuan(value)}"
    elif value is not None:
        first, *more = lines_of((name,), value)
        yield f"{name}: {first}" if not more else f"{name}:"
        yield from (f"  {line}" for line in ([first, *more] if more else []))


def _joined(*parts: str | None) -> str:
    return "  ".join(filter(None, parts))


def _when(at: str | None) -> str:
    return written(read_instant(at)) if at else ""
