"""botocore's data: of its 400 services a layer keeps the table's, which one library asks by it."""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SERVICES = frozenset({"dynamodb"})
"""What Powertools' Idempotency calls by boto3; functions call all others by our own client."""

ENDPOINTS = frozenset({"dynamodb"})
"""What their addresses are called."""


def trim(data: Path) -> None:
    """Leave what a client of these services reads, shorter to read."""
    for folder in data.iterdir():
        if folder.is_dir() and folder.name not in SERVICES:
            shutil.rmtree(folder)
    _leave_examples_out(data)
    for file in _models(data):
        _describe_no_more(file)
    _write(data / "endpoints.json", _endpoints(json.loads((data / "endpoints.json").read_bytes())))


def _leave_examples_out(data: Path) -> None:
    for file in data.rglob("examples-1.json*"):
        file.unlink()


def _models(data: Path) -> Iterator[Path]:
    yield from sorted(data.rglob("*.json.gz"))


def _describe_no_more(file: Path) -> None:
    model = json.loads(gzip.decompress(file.read_bytes()))
    _write(file.with_suffix(""), undescribed(model))
    file.unlink()


def undescribed(value: Any) -> Any:
    """Give the same without texts for people."""
    match value:
        case dict():
            return {key: undescribed(each) for key, each in value.items() if not _text(key, each)}
        case list():
            return [undescribed(each) for each in value]
    return value


def _text(key: str, value: object) -> bool:
    return key == "documentation" and isinstance(value, str)


def _endpoints(known: dict[str, Any]) -> dict[str, Any]:
    return {**known, "partitions": [_with_fewer_services(each) for each in known["partitions"]]}


def _with_fewer_services(partition: dict[str, Any]) -> dict[str, Any]:
    services = {name: each for name, each in partition["services"].items() if name in ENDPOINTS}
    return {**partition, "services": services}


def _write(file: Path, value: object) -> None:
    file.write_text(json.dumps(value, separators=(",", ":")), "utf-8")
