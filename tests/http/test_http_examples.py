"""examples/*.http: each plays a whole story, in order, through the door for plain clients."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from fenrun.client import Stack
from infra.demo.seed import seed
from infra.local.api.gateway import BODY_LIMIT
from infra.local.http.server import HttpServer
from infra.proxy.forward import Door
from tests.http.http_files import Player, Step, steps_of, variables_of
from tests.laptop_bench import Bench, running

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.http"))
USERS = {"storefront", "distributor", "operator", "finance", "auditor"}


def stack_of(bench: Bench) -> Stack:
    return Stack(bench.laptop.cloud.base_url, bench.laptop.credentials, pauses=())


@pytest.fixture(scope="module")
def bench() -> Iterator[Bench]:
    with running() as bench:
        seed(stack_of(bench))
        yield bench


@pytest.fixture(scope="module")
def door(bench: Bench) -> Iterator[str]:
    server = HttpServer(0, BODY_LIMIT)
    server.start(Door(stack_of(bench), bench.laptop.channel.base_url).handle)
    yield server.base_url
    server.stop()


def require_answered(step: Step, response: requests.Response) -> None:
    told = f"{step.title}: {response.status_code} {response.text}"
    if step.expected is None:
        assert response.ok, told
    else:
        status, code = step.expected.split()
        assert (str(response.status_code), response.json()["code"]) == (status, code), told


def the_shop_is_done(answers: dict[str, Any]) -> None:
    """The order cost what its lines say; what came back was refunded, the rest released."""
    order, [case] = answers["end"], answers["end"]["returns"]
    assert (order["due_fen"], order["status"]) == (2 * 198_00 + 66_00, "closed")
    assert [(each["line"], each["state"]) for each in case["lines"]] == [(2, "refunded")]
    assert [(each["amount_fen"], each["state"]) for each in order["refunds"]] == [
        (66_00, "success")
    ]
    assert [bool(each["released_at"]) for each in order["lines"]] == [True, False]


ENDS = {"storefront": [the_shop_is_done]}


def test_there_is_one_for_each_user() -> None:
    assert {path.stem for path in EXAMPLES} == USERS


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_story_plays_from_its_first_request_to_its_last(
    path: Path, bench: Bench, door: str
) -> None:
    variables = dict(variables_of(path))
    assert variables["fenrun"] == "http://127.0.0.1:8701", "where `fenrun proxy` listens"
    player = Player({**variables, "fenrun": door})
    for step in steps_of(path):
        require_answered(step, player.play(step))
    for ends_well in ENDS.get(path.stem, ()):
        ends_well(player.answers)


def test_a_page_in_a_browser_gets_nothing_through_the_door(door: str) -> None:
    told = {"X-Fenrun-As": "finance"}
    assert requests.get(f"{door}/v1/approvals", headers=told, timeout=10).status_code == 200
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
        answer = requests.get(f"{door}/v1/approvals", headers={**told, **headers}, timeout=10)
        assert answer.status_code == 403


def test_an_unknown_caller_is_told_who_there_is(door: str) -> None:
    answer = requests.get(f"{door}/v1/approvals", headers={"X-Fenrun-As": "boss"}, timeout=10)
    assert (answer.status_code, "distributor:ID" in answer.text) == (400, True)
