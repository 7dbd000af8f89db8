"""Damage to any file of a data folder: a start has the same books, or says file and way out."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infra.local.cloud import LOG_FILE
from infra.local.credentials import Credentials
from infra.local.kept.damage import DamagedFile
from infra.local.kept.json_file import write_whole
from infra.local.table.change_log import ChangeLog
from tests.infra.local.kept.damaged_folders import AT, WAYS, books, made, places

FILES = [
    *(f"changes{end}" for end in (".sqlite", ".sqlite-wal", ".head")),
    *(f"wechat_stand_in{end}" for end in (".sqlite", ".sqlite-wal", ".head")),
    "wechat_keys.json",
    "credentials.json",
]


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damage")
    made(folder)
    return folder / "killed"


@pytest.fixture(scope="module")
def whole(killed: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    copy = tmp_path_factory.mktemp("whole") / "data"
    shutil.copytree(killed, copy)
    return books(copy)


def _said_of(folder: Path, name: str, whole: list[Any]) -> str:
    """Give what a start says; nothing where it has the same books."""
    try:
        found = books(folder)
    except DamagedFile as error:
        told = error.message
    else:
        assert found == whole
        return ""
    assert str(folder / name.removesuffix("-wal").split(".")[0]) in told
    assert not told.isascii()
    return told


def test_a_folder_has_just_these_files(killed: Path, whole: list[Any]) -> None:
    assert {path.name for path in killed.iterdir()} == set(FILES)
    assert len(whole[2]) == 10


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("name", FILES)
def test_damage_is_told_or_harmless(
    name: str, way: Callable[[bytes, int], bytes], killed: Path, whole: list[Any], tmp_path: Path
) -> None:
    text = (killed / name).read_bytes()
    told = 0
    for at in places(len(text)):
        folder = tmp_path / "data"
        shutil.copytree(killed, folder)
        (folder / name).write_bytes(way(text, at))
        told += bool(_said_of(folder, name, whole))
        shutil.rmtree(folder)
    assert told


@pytest.mark.parametrize("name", [name for name in FILES if "head" not in name])
def test_an_empty_file_and_one_that_is_gone_are_told_too(
    name: str, killed: Path, whole: list[Any], tmp_path: Path
) -> None:
    for number, damage in enumerate((lambda path: path.write_bytes(b""), Path.unlink)):
        folder = tmp_path / str(number)
        shutil.copytree(killed, folder)
        damage(folder / name)
        if damage is Path.unlink and name.endswith(".json"):
            # Whoever deletes keys gets new ones, and keeps all else.
            keys, rest = books(folder)[:2], books(folder)[2:]
            assert keys != whole[:2]
            assert rest == whole[2:]
        else:
            assert _said_of(folder, name, whole)


def test_without_its_head_a_log_goes_on_with_what_it_holds(killed: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(killed, folder)
    (folder / "changes.sqlite-wal").write_bytes(b"")
    with pytest.raises(DamagedFile, match="or delete"):
        ChangeLog(folder / LOG_FILE)

    (folder / "changes.head").unlink()
    log = ChangeLog(folder / LOG_FILE)

    assert log.last_seq == 6
    log.set_value("business_time", AT.isoformat())
    log.close()
    ChangeLog(folder / LOG_FILE).close()


def test_a_commit_that_fails_is_not_counted(tmp_path: Path) -> None:
    log = ChangeLog(tmp_path / LOG_FILE)
    with pytest.raises(sqlite3.ProgrammingError):
        log.set_value("colour", object())  # type: ignore[arg-type]
    log.set_value("colour", "red")
    log.close()
    again = ChangeLog(tmp_path / LOG_FILE)
    assert again.value("colour") == "red"
    again.close()


def test_keys_from_before_there_were_sums_are_read(tmp_path: Path) -> None:
    kept = Credentials.generate()
    path = tmp_path / "credentials.json"
    path.write_text(kept.model_dump_json(), encoding="utf-8")

    assert Credentials.load(tmp_path) == kept


def test_a_file_is_written_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    (tmp_path / "kept.json.unfinished").write_text("left over")
    write_whole(path, "new")

    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]
