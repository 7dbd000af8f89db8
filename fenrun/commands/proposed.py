"""What was proposed, and how somebody else approves it: said in one way by every command."""

from fenrun.commands.people import approve_command
from fenrun.terminal.console import open_console, say_way_on
from fenrun.terminal.there import There


def say_proposed(proposal: str, waits_for: str, there: There, *who: str) -> None:
    """Print a proposal's id, whom it waits for, and below it the command that approves it."""
    say_way_on(open_console(), f"{proposal} {waits_for}:", approve_command(proposal, there, *who))
