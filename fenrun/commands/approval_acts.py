"""What waits for a second person: listed, shown and decided."""

from collections.abc import Sequence

import click
from rich.console import Console

from fenrun.client.deciding import Proposal, ProposalLine, decide, read_proposal, waiting
from fenrun.commands.people import Who
from fenrun.commands.proposal_lines import content_of, head_of, kind_of, rest_of
from fenrun.commands.seen_version import deciding
from fenrun.terminal.cards import print_card
from fenrun.terminal.console import open_console, say, say_way_on
from fenrun.terminal.reach import asking
from fenrun.terminal.there import There
from shared.words.catalogue import in_both


def list_(ctx: click.Context, there: There) -> None:
    """Print a line of everything that waits."""
    with asking(ctx, there) as stack:
        console = open_console()
        any_waits = False
        for each in waiting(stack):
            _print_line(console, each)
            any_waits = True
        if not any_waits:
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


def _print_line(console: Console, each: ProposalLine) -> None:
    say(console, head_of(each))
    for line in rest_of(each):
        say(console, line, indent=4, style="dim")


def _print_whole(console: Console, shown: Proposal, there: There) -> None:
    state = in_both("proposal_state", shown["state"])
    say(console, f"{shown['proposal_id']}  {kind_of(shown)}  {state}", style="bold")
    reason = f"{in_both('terminal', 'reason')}: {shown['reason']}" if shown["reason"] else ""
    for line in filter(None, [*rest_of(shown), reason]):
        say(console, line, indent=2)
    print_card(console, in_both("terminal", "proposed"), content_of(shown["content"]))
    if shown["state"] == "open":
        words = ["fenrun approve", *there.words, shown["proposal_id"], f"--seen {shown['version']}"]
        say_way_on(console, f"{in_both('terminal', 'to_approve')}:", " ".join(words))
