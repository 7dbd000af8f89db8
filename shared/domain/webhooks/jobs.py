"""What the sender of webhooks is to do, as its queue carries it: a short JSON text."""

import json
from typing import Literal, NamedTuple, Self


class Job(NamedTuple):
    """Try a delivery for the `number`-th time, or go on with the replay of an endpoint.

    It is done `pause_seconds` from now, at most 900.
    """

    what: Literal["delivery", "replay"]
    key: str
    number: int
    pause_seconds: int = 0

    @property
    def text(self) -> str:
        """What the queue carries."""
        return json.dumps({"what": self.what, "key": self.key, "number": self.number})

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what the queue carried."""
        said = json.loads(text)
        return cls(said["what"], said["key"], said["number"])
