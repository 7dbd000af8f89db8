"""A data folder that is damaged: whoever meets it is told the file and the way out, by no trace."""

import resource
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from fenrun.main import main
from infra.local.cloud import LOG_FILE
from infra.local.credentials import Credentials
from infra.local.table.change_log import ChangeLog
from infra.local.wechat.keys import StandInKeys


@pytest.fixture(scope="module")
def keys() -> StandInKeys:
    return StandInKeys.generate()


@pytest.fixture
def data(tmp_path: Path, keys: StandInKeys) -> Path:
    (tmp_path / "wechat_keys.json").write_text(keys.model_dump_json(), encoding="utf-8")
    Credentials.load(tmp_path)
    with closing(ChangeLog(tmp_path / LOG_FILE)) as log:
        log.set_value("colour", "red")
    return tmp_path


def _told(data: Path, command: Sequence[str]) -> str:
    result = CliRunner().invoke(main, [*command, "--data", str(data)])
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


@pytest.mark.parametrize(
    ("name", "way_out", "chinese"),
    [
        ("credentials.json", "or delete it", "或删除该文件"),
        ("wechat_keys.json", "or delete it", "或删除该文件"),
        ("wechat_stand_in.sqlite", "fenrun run --fresh", "清空后重新开始"),
        ("changes.sqlite", "fenrun run --fresh", "清空后重新开始"),
        ("commits.count", "fenrun run --as-it-is", "以现有内容继续"),
    ],
)
def test_a_start_says_which_file_is_damaged_and_what_to_do(
    data: Path, name: str, way_out: str, chinese: str
) -> None:
    (data / name).write_bytes(b"garbage" * 1000)

    told = _told(data, ["run", "--port", "0"])

    assert str(data / name) in told
    assert way_out in told
    assert chinese in told


def test_a_history_that_is_shorter_than_it_was_is_not_gone_on_with(data: Path) -> None:
    before = (data / LOG_FILE).read_bytes()
    with closing(ChangeLog(data / LOG_FILE)) as log:
        log.set_value("colour", "blue")
    (data / LOG_FILE).write_bytes(before)

    told = _told(data, ["run", "--port", "0"])

    assert f"{data / LOG_FILE} holds 1 commits and {data / 'commits.count'} says 2" in told


def test_a_history_that_is_gone_is_not_begun_anew(data: Path) -> None:
    (data / LOG_FILE).write_bytes(b"")

    told = _told(data, ["run", "--port", "0"])

    assert f"{data / LOG_FILE} is gone, or empty" in told


@pytest.mark.parametrize("text", ["[]", "0", '"keys"', "null", "{", '{"sum": []}'])
def test_keys_of_another_kind_are_damaged(data: Path, text: str) -> None:
    (data / "credentials.json").write_text(text)

    assert "does not hold the keys that were written" in _told(data, ["token", "finance"])


def test_other_commands_say_so_too(data: Path) -> None:
    (data / "credentials.json").write_text("{}")

    assert str(data / "credentials.json") in _told(data, ["token", "finance"])


@pytest.mark.parametrize(
    "name",
    [
        "changes.sqlite",
        "commits.count",
        "credentials.json",
        "lock",
        "running.json",
        "server.log",
        "wechat_keys.json",
        "wechat_stand_in.sqlite",
    ],
)
def test_a_folder_in_the_place_of_a_file_is_told(data: Path, name: str) -> None:
    (data / name).unlink(missing_ok=True)
    (data / name).mkdir()

    told = _told(data, ["run", "--port", "0"])

    assert f"{data / name} cannot be used" in told
    assert f"{data / name} 无法使用" in told


def test_a_folder_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(tmp_path / "gone" / "away")

    assert "data cannot be used" in _told(tmp_path / "data", ["run", "--port", "0"])


def test_a_disk_without_room_is_not_called_damaged(data: Path) -> None:
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limit[1]))
    try:
        told = _told(data, ["run", "--port", "0"])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)

    assert "cannot be used" in told
    assert "--fresh" not in told
