"""What documents are made of: strict parts, names, days, flags, instants; faults in words."""

from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    ValidationError,
    model_validator,
)

from shared.domain.documents.fault import MOST_REWORDED, naming_known
from shared.domain.documents.fault_hints import NAME, SLUG, instant_of, shown
from shared.domain.errors import Fault
from shared.domain.immutable import Immutable
from shared.domain.times import EARLIEST, LATEST, Instant, end_of, start_of, whole_second

Slug = Annotated[str, Field(strict=True, pattern=SLUG)]
Name = Annotated[str, Field(strict=True, pattern=NAME)]
Days = Annotated[int, Field(strict=True, ge=1, le=3650)]
Flag = Annotated[bool, Field(strict=True)]


_BEGIN, _END = start_of(date(EARLIEST, 1, 1)), end_of(date(LATEST, 12, 31))


def _read_instant(value: object) -> datetime | None:
    if isinstance(value, str):
        with suppress(ValueError):
            return datetime.fromisoformat(value)
    return value if isinstance(value, datetime) else None


def _of_our_years(at: datetime) -> datetime:
    if at.tzinfo is not None and not _BEGIN <= at < _END:
        raise Fault("year_unfit", year=at.year, earliest=EARLIEST, latest=LATEST)
    return at


def _instant(value: object) -> datetime:
    at = _read_instant(value)
    if at is not None:
        return _of_our_years(at)
    raise Fault("no_instant", written=shown(value), like=instant_of(value))


When = Annotated[Instant, BeforeValidator(_instant), AfterValidator(whole_second)]
"""An instant, said with its offset and kept in UTC."""


class Part(Immutable):
    """A part of a document: strict, and never changed."""

    @model_validator(mode="wrap")
    @classmethod
    def _knows_its_names(cls, document: object, read: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return read(document)
        except ValidationError as error:
            # Every part around would go through all of them again.
            if error.error_count() > MOST_REWORDED:
                raise
            names = [field.alias or name for name, field in cls.model_fields.items()]
            raise naming_known(error, names) from error


def written(part: Part) -> dict[str, Any]:
    """Write a document with all its defaults, so that no later default changes what it says."""
    return part.model_dump(mode="json", by_alias=True)
