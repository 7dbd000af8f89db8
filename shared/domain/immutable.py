"""What never changes, only makes way for a changed copy of itself."""

from threading import RLock
from typing import Any, Never, Self

from pydantic import BaseModel, ConfigDict

_building = RLock()


class Immutable(BaseModel):
    """Something made of known fields that stay as they are; built when it is first used."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def model_rebuild(cls, *, _parent_namespace_depth: int = 2, **how: Any) -> bool | None:  # noqa: ANN401 - pydantic's own
        """Build it, as pydantic does, but by one thread at a time: its way is not made for more."""
        with _building:
            return super().model_rebuild(_parent_namespace_depth=_parent_namespace_depth + 1, **how)

    def changed(self, **fields: Never) -> Self:
        """Give a copy with other values of some fields, which are not validated.

        A plugin tells mypy for each class which fields it has (infra/checks/mypy_changed.py).
        """
        if not fields.keys() <= self.__pydantic_fields__.keys():
            unknown = sorted(fields.keys() - self.__pydantic_fields__.keys())
            raise TypeError(f"{type(self).__name__} has no field {', '.join(unknown)}")
        new = self.__copy__()
        new.__dict__.update(fields)
        new.__pydantic_fields_set__.update(fields)
        return new
