"""A data folder that is damaged: whoever meets it is told the file and the way out, by no trace."""

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


def test_other_commands_say_so_too(data: Path) -> None:
    (data / "credentials.json").write_text("{}")

    assert str(data / "credentials.json") in _told(data, ["token", "finance"])
