"""What never changes, only makes way for a changed copy of itself."""

from typing import Never, Self

from pydantic import BaseModel, ConfigDict


class Immutable(BaseModel):
    """Something made of known fields that stay as they are."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

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
