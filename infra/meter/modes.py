"""The ways in which the product keeps time, which cost differently."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Mode:
    """Values of the template's parameters; with `sweeps` the sweeper comes by when time goes on."""

    name: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    sweeps: bool = False


MODES = (
    Mode("visible", {"Timekeeping": "visible"}),
    Mode("batched", {"Timekeeping": "batched"}, sweeps=True),
)
