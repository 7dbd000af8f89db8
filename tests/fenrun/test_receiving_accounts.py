"""`fenrun account`: the brand's own accounts, proposed, approved and listed in the terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.http.running_fenrun import fenrun, running_fenrun

WECHAT = ("--holder", "Brand", "--number", "1900000109", "--reason", "opened at the bank")


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    with running_fenrun(tmp_path):
        yield tmp_path


def proposed(data: Path, *words: str) -> str:
    result = fenrun(data, "account", *words)
    assert result.exit_code == 0, result.output
    proposal, said = result.stdout.split(" ", 1)
    assert said.startswith(
        f"等待财务审批 waits for finance:\n  fenrun approve {proposal} --seen 1 "
    )
    return proposal


def listed(data: Path, *words: str) -> list[str]:
    result = fenrun(data, "account", "list", *words)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_an_account_is_listed_once_it_is_approved_and_until_it_has_ended(data: Path) -> None:
    assert listed(data) == ["没有有效的收款账户 no account is in force"]

    assert fenrun(data, "approve", proposed(data, "open", "wx", *WECHAT)).exit_code == 0
    bank = ("--bank", "CCB Beijing", "--from", "2025-05-01")
    assert fenrun(data, "approve", proposed(data, "open", "ccb", *bank, *WECHAT)).exit_code == 0

    since = "起 since 2025-04-02 10:00:00"
    assert listed(data) == [f"wx  微信账户 WeChat account  1900000109  Brand  {since}"]
    (to_come, _) = listed(data, "--all")
    assert to_come.startswith("ccb  银行账户 bank account  CCB Beijing 1900000109  Brand  ")
    assert to_come.endswith("起 since 2025-05-01 00:00:00")

    ended = proposed(data, "end", "wx", "--at", "2025-04-03T10:00", "--reason", "moved")
    assert fenrun(data, "approve", ended).exit_code == 0
    assert listed(data)[0].endswith(f"{since}  至 until 2025-04-03 10:00:00")


def test_what_is_refused_is_told_and_ends_with_1(data: Path) -> None:
    result = fenrun(data, "account", "end", "wx", "--reason", "moved")
    assert (result.exit_code, "没有收款账户 wx" in result.output) == (1, True)


def test_what_is_no_instant_is_a_usage_error(data: Path) -> None:
    result = fenrun(data, "account", "end", "wx", "--at", "soon", "--reason", "moved")
    assert (result.exit_code, "'soon' is no instant" in result.output) == (2, True)
