"""What is told to this machine and heard by nobody, as it makes time pass slowly."""

from collections.abc import Iterator

from fenrun.client import Stack
from fenrun.commands.webhooks_silent import silent
from shared.words.catalogue import in_both


def unheard(stack: Stack) -> Iterator[str]:
    """Say which endpoints on this machine take nothing, and how to end them."""
    for each in silent(stack.person("operator", "operator")):
        facts = {"webhook": each["webhook_id"], "url": each["url"]}
        yield in_both("terminal", "webhook_unheard", facts)
