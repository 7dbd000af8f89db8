"""The table's stream, handed on batch by batch once everything else is quiet.

The laptop's own consumer hands on whatever is there when its thread comes by: how many records a
batch has, and so how often the function is called, would be chance.
"""

from collections.abc import Sequence
from typing import Any

from infra.local.cloud import LocalCloud
from infra.local.streams.consumer import StreamMapping
from infra.local.streams.records import StreamView
from infra.local.table.change_log import Change
from infra.meter.tally import RECORD, Tally

EVENT = "Changes"
"""The template's name for the event that hands the stream on."""

_MANY = 10_000


class Pump:
    """Delivers what was committed since the last time."""

    def __init__(self, cloud: LocalCloud, tally: Tally) -> None:
        (event,) = (each for each in cloud.template.events("DynamoDB") if each.name == EVENT)
        arn = event.properties["Stream"]
        view = StreamView(table=arn.split("/")[1], arn=arn, region=cloud.region)
        self._mapping = StreamMapping.of(EVENT, event.function, view, event.properties)
        self._cloud = cloud
        self._tally = tally
        self._done = 0

    def deliver(self) -> bool:
        """Hand on all that is there; false where there was nothing new.

        Raises what the function raises, and AssertionError for a record that it could not take.
        """
        changes = self._cloud.log.after(self._done, _MANY)
        self._done = changes[-1].seq if changes else self._done
        wanted = [change for change in changes if self._passes(change)]
        size = self._mapping.batch_size
        for start in range(0, len(wanted), size):
            self._hand_on(wanted[start : start + size])
        return bool(wanted)

    def _passes(self, change: Change) -> bool:
        view = self._mapping.view
        return change.table == view.table and self._mapping.filter.passes(view.record(change))

    def _hand_on(self, batch: Sequence[Change]) -> None:
        event: Any = {"Records": [self._mapping.view.record(change) for change in batch]}
        self._tally.add(RECORD, len(batch))
        answer = self._cloud.functions.invoke(self._mapping.function, event)
        assert answer == {"batchItemFailures": []}, answer
