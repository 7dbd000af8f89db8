"""What waits for a second person: listed, shown and decided."""

import json
from collections.abc import Sequence
from datetime import datetime

import click
from rich.console import Console

from fenrun.client.deciding import Proposal, ProposalLine, decide, read_proposal, waiting
from fenrun.commands.people import Who
from fenrun.commands.seen_version import deciding, version_in_words
from fenrun.terminal.console import open_console, say_line
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from fenrun.terminal.times import written
from shared.words.catalogue import has_term, in_both


def list_(ctx: click.Context, there: There) -> None:
    """Print a line of everything that waits."""
    with asking(ctx, there) as stack:
        console = open_console()
        shown = [_print_line(console, each) for each in waiting(stack)]
        if not shown:
            console.print(in_both("terminal", "nothing_waits"))


def show(ctx: click.Context, proposal_id: str, there: There) -> None:
    """Print what is proposed, word for word."""
    with asking(ctx, there) as stack:
        _print_whole(open_console(), read_proposal(stack, proposal_id), there)


def approve(
    ctx: click.Context,
    proposal_id: str,
    there: There,
    *,
    by: str,
    seen: int,
    reason: str | None,
    acknowledged: Sequence[str],
) -> None:
    """Approve a proposal in the version that was seen."""
    look = _how_to_look(proposal_id, there)
    with asking(ctx, there) as stack, deciding(ctx, there, look):
        decide(
            stack,
            ("finance", by),
            proposal_id,
            "approval",
            seen=seen,
            reason=reason,
            acknowledged=acknowledged,
        )
        click.echo(f"{proposal_id} {in_both('terminal', 'approved')}")


def reject(
    ctx: click.Context, proposal_id: str, there: There, *, by: str, seen: int, reason: str
) -> None:
    """Reject a proposal in the version that was seen."""
    look = _how_to_look(proposal_id, there)
    with asking(ctx, there) as stack, deciding(ctx, there, look):
        decide(stack, ("finance", by), proposal_id, "rejection", seen=seen, reason=reason)
        click.echo(f"{proposal_id} {in_both('terminal', 'rejected')}")


def withdraw(
    ctx: click.Context,
    proposal_id: str,
    there: There,
    *,
    by: Who,
    seen: int,
    reason: str | None,
) -> None:
    """Take one's own proposal back in the version that was seen."""
    look = _how_to_look(proposal_id, there)
    with asking(ctx, there) as stack, deciding(ctx, there, look):
        decide(stack, by, proposal_id, "withdrawal", seen=seen, reason=reason)
        click.echo(f"{proposal_id} {in_both('proposal_state', 'withdrawn')}")


def _how_to_look(proposal_id: str, there: There) -> list[str]:
    return ["fenrun approvals", *there.words, proposal_id]


def _print_line(console: Console, each: ProposalLine) -> str:
    line = (
        f"{each['proposal_id']}  {_kind(each)}  {each['subject']}  "
        f"{version_in_words(each['version'])}  {each['proposed_by']}  {_when(each['proposed_at'])}"
    )
    if each["expires_at"]:
        line += f"  {in_both('terminal', 'until')} {_when(each['expires_at'])}"
    say_line(console, line)
    return line


def _kind(each: ProposalLine) -> str:
    """Say the kind in words; one of a later Fenrun by what it calls it."""
    known = has_term("approval_kind", each["kind"])
    return in_both("approval_kind", each["kind"]) if known else each["kind_zh"]


def _print_whole(console: Console, shown: Proposal, there: There) -> None:
    head = f"{shown['proposal_id']}  {_kind(shown)}  {in_both('proposal_state', shown['state'])}"
    head += f"  {version_in_words(shown['version'])}"
    console.print(head, style="bold", markup=False)
    who = f"  {shown['subject']}  {shown['proposed_by']}  {_when(shown['proposed_at'])}"
    say_line(console, f"{who}  {shown['reason'] or ''}".rstrip())
    console.print_json(json.dumps(shown["content"], ensure_ascii=False))
    if shown["state"] == "open":
        words = ["fenrun approve", *there.words, shown["proposal_id"], f"--seen {shown['version']}"]
        how = in_both("terminal", "to_approve")
        say_line(console, f"{how}: {' '.join(words)}")


def _when(at: str) -> str:
    return written(datetime.fromisoformat(at))
