"""The ways in which the product can run, which cost differently."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mode:
    """Values of the template's parameters; without `starts` AWS begins no execution."""

    name: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    starts: bool = True


MODES = (
    Mode("visible"),
    # At the account's limit of executions the sweeper drives what no machine keeps time for.
    Mode("swept", starts=False),
)
