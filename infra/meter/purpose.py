"""What an item is written for: what is true, where lists find it, or who is told of it."""

from infra.meter.rules.item_size import Image
from infra.meter.tally import LIST, TOLD, WRITE

TOLD_IN = ("FEED#", "HANDEDOUT#", "WEBHOOK#", "SENDS")
"""How the partitions begin that hold feeds, how far they are, deliveries and their tries."""


def purpose(image: Image) -> str:
    """What the units of writing an item are counted as; one without a version is a pointer."""
    if image["PK"]["S"].startswith(TOLD_IN):
        return TOLD
    # Pointers have no version; the token of a machine has none, and is what it waits by.
    is_true = "version" in image or image["SK"]["S"].startswith("TOKEN#")
    return WRITE if is_true else LIST
