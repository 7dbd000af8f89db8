"""`fenrun show`: items of the table, readable and without what is nobody's business."""

import json
from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result

from fenrun.main import main
from shared.domain.machines import TaskToken
from tests.unit.adapters.dynamodb_table import TABLE, Calls, dynamodb_calls, store_over
from tests.unit.adapters.table.network import EXAMPLES
from tests.unit.adapters.table.orders import order

LONG = order("ORDERA", *(f"agent-{number}" for number in range(20)))


@pytest.fixture(scope="module")
def calls() -> Iterator[Calls]:
    with dynamodb_calls() as calls:
        store = store_over(calls)
        store.commit([LONG, *(each for each in EXAMPLES if not each.version)][:60])
        token = TaskToken(holder="ORDER#ORDERA", name="ORDER", token="secret", awaiting="shipment")
        store.point([token])
        yield calls


def show(*words: str) -> Result:
    return CliRunner().invoke(main, ["show", *words, "--table", TABLE.name])


def test_a_deflated_body_is_read(calls: Calls) -> None:
    (item,) = json.loads(show("ORDER#ORDERA", "ORDER", "--json").stdout)

    assert item["SK"] == "ORDER"
    assert item["awaiting"] == LONG.awaiting
    assert [each["payee"] for each in item["body"]["commissions"]] == [
        each.payee for each in LONG.commissions
    ]


def test_an_id_is_enough_and_a_token_is_masked(calls: Calls) -> None:
    done = show("ORDERA")

    assert done.exit_code == 0
    assert "ORDER#ORDERA  ORDER" in done.stdout
    assert "ORDER#ORDERA  TOKEN#ORDER" in done.stdout
    assert '"awaiting": "shipment"' in done.stdout
    assert "secret" not in done.stdout


def test_where_a_person_is_paid_is_masked(calls: Calls) -> None:
    found = json.loads(show("A", "PROFILE", "--json").stdout)

    assert [each["body"]["openid"] for each in found] == ["•••"]


def test_nothing_is_said_to_be_nothing(calls: Calls) -> None:
    done = show("nobody")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "nobody" in done.stderr
