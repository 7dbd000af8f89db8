"""How a file of orders is to be read, of the options that say so."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from fenrun.histories.read import Reading


def reading_of(options: Mapping[str, Any]) -> Reading:
    """Give what `reading_options` bundled."""
    statuses = defaultdict[Any, tuple[str, ...]](tuple)
    for text, meant in options["statuses"]:
        statuses[meant] += (text,)
    return Reading(
        columns=options["columns"],
        layout=options["layout"],
        ignored=tuple(options["ignore"]),
        statuses=dict(statuses),
        dates=options["dates"],
    )
