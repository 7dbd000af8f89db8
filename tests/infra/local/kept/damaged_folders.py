"""A data folder in small, and ways to damage its files."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from infra.local.cloud import LOG_FILE
from infra.local.credentials import Credentials
from infra.local.table.change_log import Change, ChangeLog, RequestToken
from infra.local.wechat.keys import StandInKeys
from infra.local.wechat.records import Records

AT = datetime(2026, 1, 1, tzinfo=UTC)
EVERY_BYTE = "FENRUN_EVERY_BYTE"
"""Set, every byte of every file is damaged, as `make damage` does; else a sample."""
SAMPLE = 24
"""How many bytes of a file are damaged in a sample, for each way."""


def made(folder: Path) -> None:
    """Make a folder as a Fenrun that was killed leaves it: its last commits lie in the WAL."""
    alive = folder / "alive"
    alive.mkdir(parents=True)
    StandInKeys.load(alive)
    Credentials.load(alive)
    _write(alive, 6).close()
    log, records = ChangeLog(alive / LOG_FILE), Records(alive)
    _change(log, 4)
    records.put("order", "N9", {"state": "paid"})
    shutil.copytree(alive, folder / "killed")
    log.close()
    records.close()


def _write(folder: Path, changes: int) -> ExitStack:
    log, records = ChangeLog(folder / LOG_FILE), Records(folder)
    _change(log, changes)
    log.save_checkpoint("consumer", 3)
    log.set_value("business_time", AT.isoformat())
    for number in range(3):
        records.put("order", f"N{number}", {"state": "new", "text": "茶" * 50})
    closing = ExitStack()
    closing.callback(log.close)
    closing.callback(records.close)
    return closing


def _change(log: ChangeLog, times: int) -> None:
    for number in range(log.last_seq, log.last_seq + times):
        image = {"PK": {"S": f"ORDER#{number % 4}"}, "body": {"S": "x" * 700}}
        change = Change("t", {"PK": image["PK"]}, None, image, AT)
        log.append([change], RequestToken(f"token-{number}", "digest", AT))


def books(folder: Path) -> list[Any]:
    """Give everything that a start reads of a folder. Errors: what is told of damage."""
    with ExitStack() as closing:
        keys = [StandInKeys.load(folder), Credentials.load(folder)]
        log = ChangeLog(folder / LOG_FILE)
        closing.callback(log.close)
        records = Records(folder)
        closing.callback(records.close)
        tokens = [log.request_token(f"token-{number}") for number in range(10)]
        told = [log.checkpoint("consumer"), log.value("business_time"), log.last_time()]
        return [*keys, log.after(0, 99), list(log.latest_images()), tokens, *told, _known(records)]


def _known(records: Records) -> dict[str, Any]:
    return records.all("order")


def flipped(text: bytes, at: int) -> bytes:
    """Turn one bit of one byte."""
    return text[:at] + bytes([text[at] ^ 1 << at % 8]) + text[at + 1 :]


def cut(text: bytes, at: int) -> bytes:
    """Leave out everything from a byte on."""
    return text[:at]


def garbled(text: bytes, at: int) -> bytes:
    """Put garbage in the place of a few bytes."""
    return text[:at] + random.Random(at).randbytes(16) + text[at + 16 :]


WAYS: dict[str, Callable[[bytes, int], bytes]] = {"flip": flipped, "cut": cut, "garbage": garbled}


def places(size: int) -> Iterator[int]:
    """Give the bytes to damage: all, or the ends and a sample between them."""
    if os.environ.get(EVERY_BYTE):
        yield from range(size)
        return
    sample = random.Random(size).sample(range(size), min(SAMPLE, size))
    yield from sorted({0, size - 1, *sample})
