"""An ordinary record of every kind, gathered from the rooms: `table/<room>.py` has a room's own."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from shared.domain.records import Pointer, Record


def rooms() -> dict[str, ModuleType]:
    """Each room's sample records, by its name."""
    folder = Path(__file__).parent / "table"
    names = sorted(path.stem for path in folder.glob("*.py"))
    return {name: import_module(f"tests.unit.adapters.table.{name}") for name in names}


def one_of_every_kind() -> list[Record]:
    return [record for record in _all() if not isinstance(record, Pointer)]


def one_of_every_pointer() -> list[Pointer]:
    pointers = [record for record in _all() if isinstance(record, Pointer)]
    pointers += [pointer for record in one_of_every_kind() for pointer in record.pointers]
    return list({type(pointer): pointer for pointer in pointers}.values())


def siblings_of(kind: type[Record]) -> Sequence[Record]:
    """Records of a kind whose keys differ in what no single field says, where a room gives any."""
    given: list[Mapping[type[Record], Sequence[Record]]]
    given = [getattr(room, "SIBLINGS", {}) for room in rooms().values()]
    return next((found[kind] for found in given if kind in found), ())


def _all() -> list[Record]:
    return [record for room in rooms().values() for record in room.EXAMPLES]
