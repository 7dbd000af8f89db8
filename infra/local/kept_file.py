"""What a laptop makes once and keeps, for its owner's eyes alone."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

T = TypeVar("T", bound=BaseModel)


def load_or_make(path: Path, kind: type[T], make: Callable[[], T]) -> T:
    """Give what a file keeps; made at the first call, readable by the file's owner alone."""
    if path.exists():
        return kind.model_validate_json(path.read_text(encoding="utf-8"))
    made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(made.model_dump_json(indent=2), encoding="utf-8")
    return made
