"""Damage to any file of a data folder: a start has the same books, or says file and way out."""

import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from errno import ENOSPC
from pathlib import Path
from typing import Any

import pytest

from infra.commands.data_folder import take_as_it_is
from infra.local.cloud import LOG_FILE
from infra.local.credentials import Credentials
from infra.local.kept.damage import DamagedFile
from infra.local.kept.json_file import write_whole
from infra.local.table.change_log import Change, ChangeLog
from infra.local.wechat.records import Records
from tests.infra.local.kept.damaged_folders import AT, WAYS, books, made, places

FILES = [
    *(f"changes{end}" for end in (".sqlite", ".sqlite-wal")),
    *(f"wechat_stand_in{end}" for end in (".sqlite", ".sqlite-wal")),
    "commits.count",
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


@pytest.mark.parametrize("name", [name for name in FILES if "count" not in name])
def test_an_empty_file_and_one_that_is_gone_are_told_too(
    name: str, killed: Path, whole: list[Any], tmp_path: Path
) -> None:
    for number, damage in enumerate((lambda path: path.write_bytes(b""), Path.unlink)):
        folder = tmp_path / str(number)
        shutil.copytree(killed, folder)
        damage(folder / name)
        if damage is Path.unlink and name.endswith(".json"):
            assert Credentials.load(folder)  # whoever deletes keys gets new ones
        else:
            assert _said_of(folder, name, whole)


@pytest.fixture
def folder(killed: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    shutil.copytree(killed, folder)
    return folder


def _take(folder: Path, names: Iterable[str], other: Path | None = None) -> None:
    """Take files away, or put those of another folder in their place."""
    for name in names:
        (folder / name).unlink(missing_ok=True)
        if other is not None and (other / name).exists():
            shutil.copy(other / name, folder)


LOG, CHANNEL = "changes.sqlite", "wechat_stand_in.sqlite"


@pytest.mark.parametrize(
    ("taken", "named"),
    [
        (["commits.count"], LOG),
        (["commits.count", f"{LOG}-wal"], LOG),
        ([LOG], LOG),
        ([LOG, f"{LOG}-wal"], LOG),
        ([LOG, "commits.count"], LOG),
        ([CHANNEL, f"{CHANNEL}-wal"], CHANNEL),
    ],
)
def test_no_file_is_gone_unnoticed(folder: Path, taken: list[str], named: str) -> None:
    _take(folder, taken)

    with pytest.raises(DamagedFile, match="ARGS=--as-it-is") as told:
        books(folder)

    assert str(folder / named) in told.value.message


def test_what_may_yet_be_of_use_to_somebody_is_not_deleted(folder: Path) -> None:
    log = folder / f"{LOG}-wal"
    kept = log.read_bytes()
    _take(folder, [LOG])

    with pytest.raises(DamagedFile):
        books(folder)

    assert log.read_bytes() == kept


def test_a_file_without_anything_in_it_is_no_new_one(folder: Path) -> None:
    with closing(sqlite3.connect(folder.with_name("empty"))) as empty:
        empty.execute("PRAGMA journal_mode=WAL")
    _take(folder, [LOG, f"{LOG}-wal", "commits.count"])
    folder.with_name("empty").rename(folder / LOG)

    with pytest.raises(DamagedFile, match=r"commits\.count does not say"):
        books(folder)


@pytest.mark.parametrize("named", [LOG, CHANNEL])
def test_one_database_is_not_older_than_the_other(folder: Path, named: str) -> None:
    before = folder.with_name("before")
    shutil.copytree(folder, before)
    log, records = ChangeLog(folder / LOG_FILE), Records(folder)
    log.set_value("colour", "red")
    records.put("order", "N10", {"state": "new"})
    log.close()
    records.close()

    _take(folder, [named, f"{named}-wal"], before)

    with pytest.raises(DamagedFile, match=rf"{named} holds \d+ commits and .* says"):
        books(folder)


def test_a_copy_from_before_is_gone_on_with(folder: Path, whole: list[Any]) -> None:
    before = folder.with_name("before")
    shutil.copytree(folder, before)
    log = ChangeLog(folder / LOG_FILE)
    log.set_value("colour", "red")
    log.close()
    shutil.rmtree(folder)
    before.rename(folder)

    assert books(folder) == whole


def test_whoever_says_so_goes_on_with_what_there_is(folder: Path) -> None:
    _take(folder, [f"{LOG}-wal", CHANNEL, "commits.count"])

    take_as_it_is(folder)

    log, records = ChangeLog(folder / LOG_FILE), Records(folder)
    assert (log.last_seq, records.count("order")) == (6, 0)
    log.close()
    records.close()
    _take(folder, [LOG])
    with pytest.raises(DamagedFile):
        ChangeLog(folder / LOG_FILE)


def test_a_commit_that_fails_is_not_counted(tmp_path: Path) -> None:
    log = ChangeLog(tmp_path / LOG_FILE)
    with pytest.raises(sqlite3.ProgrammingError):
        log.set_value("colour", object())  # type: ignore[arg-type]
    log.set_value("colour", "red")
    log.close()
    again = ChangeLog(tmp_path / LOG_FILE)
    assert again.value("colour") == "red"
    again.close()


def test_what_is_committed_is_not_done_again_where_only_the_count_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = ChangeLog(tmp_path / LOG_FILE)
    change = Change("t", {"PK": {"S": "a"}}, None, {"PK": {"S": "a"}}, AT)
    with monkeypatch.context() as patched:
        patched.setattr("os.pwrite", _no_room)
        log.append([change])
    log.append([change])
    log.close()

    again = ChangeLog(tmp_path / LOG_FILE)
    assert [each.seq for each in again.after(0, 9)] == [1, 2]
    again.close()


def _no_room(*_: object) -> int:
    raise OSError(ENOSPC, "no room")


def test_a_disk_without_room_loses_nothing_and_names_the_file(tmp_path: Path) -> None:
    log = ChangeLog(tmp_path / LOG_FILE)
    log.set_value("colour", "red")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((tmp_path / f"{LOG}-wal").stat().st_size, hard))
    try:
        with pytest.raises(OSError, match="disk") as told:
            log.set_value("shape", "round")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    log.set_value("size", "large")
    log.close()

    assert told.value.filename == str(tmp_path / LOG_FILE)
    again = ChangeLog(tmp_path / LOG_FILE)
    assert [again.value(name) for name in ("colour", "shape", "size")] == ["red", None, "large"]
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


@pytest.mark.parametrize(
    "done",
    [
        "DELETE FROM changes WHERE seq = 3",
        "DELETE FROM changes WHERE seq > 8",
        "DELETE FROM request_tokens WHERE token = 'token-1'",
        "DELETE FROM commits",
        "UPDATE commits SET number = number + 1",
        "UPDATE changes SET seq = CASE seq WHEN 1 THEN -2 ELSE -1 END WHERE seq < 3",
        "INSERT INTO changes SELECT seq + 10, table_name, key, old, new, at, sum FROM changes",
    ],
)
def test_no_row_is_gone_or_another(folder: Path, done: str) -> None:
    with closing(sqlite3.connect(folder / LOG, isolation_level=None)) as log:
        log.execute(done)

    with pytest.raises(DamagedFile, match="does not hold what was written"):
        books(folder)


PAGE = 4096


def _pages(file: Path) -> list[bytes]:
    text = file.read_bytes()
    return [text[at : at + PAGE] for at in range(0, len(text), PAGE)]


def _many(folder: Path, state: str, numbers: Iterable[int]) -> None:
    with closing(Records(folder)) as records:
        for number in numbers:
            records.put("order", f"N{number}", {"state": state, "text": "x" * 300})


def test_no_page_is_of_another_time(tmp_path: Path) -> None:
    """As where a folder is copied while it is written to, or a disk lost a write."""
    _many(tmp_path, "new", range(60))
    before = _pages(tmp_path / CHANNEL)
    _many(tmp_path, "paid", [30])
    after, count = _pages(tmp_path / CHANNEL), (tmp_path / "commits.count").read_bytes()

    others = [at for at, page in enumerate(before) if page != after[at]]
    for at in others:
        pages = [*after[:at], before[at], *after[at + 1 :]]
        (tmp_path / CHANNEL).write_bytes(b"".join(pages))
        (tmp_path / "commits.count").write_bytes(count)
        with pytest.raises(DamagedFile, match="older than others"):
            Records(tmp_path)
    assert len(others) > 1
