import pytest
import requests
from click.testing import CliRunner

from fenrun.client import Problem
from fenrun.main import main
from infra.commands import replay_acts as module

LEDGER = {
    "entries": 0,
    "sum_fen": 0,
    "accounts": {},
    "movements": [],
    "orders": {},
    "broken_chains": [],
    "lost_entries": [],
    "wrong_balances": [],
}


@pytest.fixture
def history(tmp_path):
    path = tmp_path / "orders.csv"
    path.write_text("buyer,date,qty,amount\na,2025-01-01,1,1.00\n", encoding="utf-8")
    return path


@pytest.fixture
def run(history, tmp_path):
    return lambda *options: CliRunner().invoke(
        main, ["replay", str(history), "--data", str(tmp_path), *options]
    )


@pytest.fixture
def running(monkeypatch):
    """A product that plays at once, and answers this ledger."""
    ledger = dict(LEDGER)

    class Product:
        name = "r1"

        def control(self, method, path):
            assert (method, path) == ("GET", "/_local/ledger?prefix=r1-")
            return ledger

    monkeypatch.setattr(module, "_caller", lambda *_: Product())
    monkeypatch.setattr(module.Replay, "play", lambda *_: None)
    return ledger


def test_books_in_order_exit_with_0(run, running):
    result = run("--seed", "7", "--late", "9")

    assert result.exit_code == 0
    assert "seed 7; alone 10 %, joins 20 %, late 9 %" in result.output


@pytest.mark.parametrize(
    "fault",
    [{"sum_fen": 1}, {"broken_chains": ["x"]}, {"lost_entries": ["x"]}, {"wrong_balances": ["x"]}],
)
def test_books_that_are_not_in_order_exit_with_1(run, running, fault):
    running.update(fault)

    assert run().exit_code == 1


@pytest.mark.parametrize("error", [requests.ConnectionError("gone"), Problem(503, {})])
def test_a_product_that_fails_exits_with_1_and_says_how_to_go_on(run, running, monkeypatch, error):
    def fail(*_):
        raise error

    monkeypatch.setattr(module.Replay, "play", fail)
    result = run()

    assert result.exit_code == 1
    assert "repeat this command: it goes on where it stopped" in result.output


def test_nothing_running_exits_with_1_and_says_what_to_start(run):
    result = run()

    assert result.exit_code == 1
    assert "make run" in result.output


def test_an_unreadable_file_exits_with_2_and_names_the_line(run, history):
    history.write_text("buyer,date,qty,amount\na,2025-01-01,1,much\n", encoding="utf-8")
    result = run()

    assert result.exit_code == 2
    assert "orders.csv, line 2: amount is 'much'" in result.output


def test_a_file_without_a_sale_exits_with_2_and_says_so(run, history):
    history.write_text("buyer,date,qty,amount,refunded\na,2025-01-01,0,1.00,1.00\n", "utf-8")
    result = run()

    assert result.exit_code == 2
    assert "no sale in it to replay" in result.output


@pytest.mark.parametrize("option", [("--limit", "0"), ("--late", "101"), ("--seed", "x")])
def test_an_option_out_of_range_exits_with_2(run, option):
    assert run(*option).exit_code == 2
