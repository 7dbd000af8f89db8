"""What a laptop makes once and keeps, for its owner's eyes alone."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from infra.local.kept.damage import DamagedFile, facts_of, naming
from infra.local.kept.sums import sum_of
from shared.words.catalogue import in_both

T = TypeVar("T", bound=BaseModel)

SUM = "sum"


def load_or_make(path: Path, kind: type[T], make: Callable[[], T]) -> T:
    """Give what a file keeps; made at the first call, readable by the file's owner alone.

    Errors: DamagedFile.
    """
    if path.exists():
        return _loaded(path, kind)
    made = make()
    path.parent.mkdir(parents=True, exist_ok=True)
    fields = made.model_dump(mode="json")
    write_whole(path, json.dumps({**fields, SUM: _sum(fields)}, indent=2))
    return made


def write_whole(path: Path, text: str) -> None:
    """Write a file for its owner alone: whoever reads it finds the old one or all of the new."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    unfinished.unlink(missing_ok=True)
    file = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with naming(path), os.fdopen(file, "w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    unfinished.replace(path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def _loaded(path: Path, kind: type[T]) -> T:
    try:
        return _believed(json.loads(path.read_bytes()), kind)
    except (ValueError, RecursionError) as error:
        raise DamagedFile(in_both("terminal", "keys_damaged", facts_of(path))) from error


def _believed(fields: object, kind: type[T]) -> T:
    """Give what was written. Errors: ValueError for anything else."""
    if not isinstance(fields, dict):
        raise ValueError(SUM)
    # A file from before sums has none; then each name in it has to be known.
    summed = fields.pop(SUM, None)
    if not fields.keys() <= kind.model_fields.keys() or summed not in (None, _sum(fields)):
        raise ValueError(SUM)
    return kind.model_validate(fields)


def _sum(fields: dict[str, Any]) -> str:
    return sum_of([json.dumps(fields, sort_keys=True)])
