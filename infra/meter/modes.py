"""The ways in which the product can run, which cost differently."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mode:
    """Values of the template's parameters, and what keeps time.

    Without `starts` AWS begins no execution; with `sweeps` the sweeper comes by when time goes on.
    """

    name: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    starts: bool = True
    sweeps: bool = False


MODES = (
    Mode("visible"),
    # At the account's limit of executions the sweeper drives what no machine keeps time for.
    Mode("swept", starts=False, sweeps=True),
)
