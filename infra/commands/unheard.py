"""What is told to this machine and heard by nobody, as it makes time pass slowly."""

from collections.abc import Iterator
from contextlib import suppress

from fenrun.client import NoCredential, Stack
from fenrun.commands.webhooks_silent import silent
from shared.words.catalogue import in_both


def unheard(stack: Stack) -> Iterator[str]:
    """Say which endpoints on this machine take nothing, and how to end them."""
    # Whoever cannot ask as an operator is told nothing of them.
    with suppress(NoCredential):
        for each in silent(stack.person("operator")):
            facts = {"webhook": each["webhook_id"], "url": each["url"]}
            yield in_both("terminal", "webhook_unheard", facts)
