"""What every event of a scenario has: an instant, written with its offset."""

from pydantic import field_validator

from infra.scenarios.values import Strict
from shared.domain.errors import Fault
from shared.domain.times import Instant


class Event(Strict):
    """Something that happens at an instant; all due by then has happened before."""

    at: Instant

    @field_validator("at", "paid_at", mode="before", check_fields=False)
    @classmethod
    def _is_text(cls, value: object) -> object:
        if not isinstance(value, str):
            raise Fault("story_instant_as_text")
        return value
