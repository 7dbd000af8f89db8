"""The clients of docs/signing.md, each run as a shop's developer would, against a running brand."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest

from tests.http.api_bench import ORDER, Api
from tests.http.example_programs import SPEAKING, command_of

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "signing"
LIBRARY = EXAMPLES / "node_modules" / "http-message-signatures"

CLIENTS = ("client.py", "client.mjs", "library.mjs", "client.php", "Client.java")
STRANGE = "茶 & a+b=c~!'()*/é"


class Answer(NamedTuple):
    """What a client printed."""

    status: int
    body: dict[str, Any]


@pytest.fixture(scope="module")
def api() -> Iterator[Api]:
    with Api.running() as api:
        yield api


@pytest.fixture(params=CLIENTS)
def client(request: pytest.FixtureRequest) -> list[str]:
    name: str = request.param
    return command_of(EXAMPLES / name, LIBRARY if name == "library.mjs" else None)


def run(client: list[str], api: Api, *words: str, secret: str | None = None) -> Answer:
    environment = {
        "PATH": os.environ["PATH"],
        **SPEAKING,
        "FENRUN_URL": api.stack.url,
        "FENRUN_KEY_ID": api.laptop.credentials.storefront_key_id,
        "FENRUN_SECRET": secret or api.laptop.credentials.storefront_secret,
    }
    done = subprocess.run(
        [*client, *words],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    status, _, text = done.stdout.partition(" ")
    return Answer(int(status), json.loads(text))


def test_an_order_is_placed_and_read(client: list[str], api: Api) -> None:
    body = json.dumps({**ORDER, "buyer": "X"}, ensure_ascii=False)
    placed = run(client, api, "POST", "/v1/orders", body)
    assert placed.status == 201, placed
    read = run(client, api, "GET", f"/v1/orders/{placed.body['order_id']}")
    assert (read.status, read.body["order_id"]) == (200, placed.body["order_id"])


def test_a_body_need_not_be_ascii(client: list[str], api: Api) -> None:
    line = {"line": 1, "sku": "龙井", "qty": 1, "price_fen": 10_000}
    placed = run(client, api, "POST", "/v1/orders", json.dumps({**ORDER, "lines": [line]}))
    plain = run(
        client,
        api,
        "POST",
        "/v1/orders",
        json.dumps({**ORDER, "lines": [line]}, ensure_ascii=False),
    )
    assert placed.status != 401
    assert (plain.status, plain.body.get("code")) == (placed.status, placed.body.get("code"))


def test_a_command_without_a_body_is_signed(client: list[str], api: Api) -> None:
    order = api.place()
    assert run(client, api, "POST", f"/v1/orders/{order}/cancellation").status == 200


def test_a_query_is_spelt_as_it_is_signed(client: list[str], api: Api) -> None:
    query = (f"z={STRANGE}", f"{STRANGE[:5]}=", "Z=1", "a=2")
    unknown = run(client, api, "GET", "/v1/events", "", *query)
    assert (unknown.status, unknown.body["code"]) == (422, "invalid_fields"), unknown
    refused = run(client, api, "GET", "/v1/events", "", f"after={STRANGE}")
    assert (refused.status, refused.body["code"]) == (422, "invalid_cursor"), refused


def test_an_id_of_the_shops_own_is_one_step_of_a_path(client: list[str], api: Api) -> None:
    buyer = f"茶友/{STRANGE}"
    api.ask("shop", "POST", "/v1/bindings", {"buyer": buyer, "code": api.code})

    read = run(client, api, "GET", f"/v1/bindings/{quote(buyer, safe='')}")

    assert (read.status, read.body["buyer"], read.body["promoter"]) == (200, buyer, "A")


def test_another_secret_is_refused(client: list[str], api: Api) -> None:
    refused = run(client, api, "GET", "/v1/events", secret="A" * 43 + "=")
    assert (refused.status, refused.body["code"]) == (401, "unauthorized")


def test_the_lock_pins_every_package_and_names_no_address() -> None:
    text = (EXAMPLES / "package-lock.json").read_text("utf-8")
    packages = {name: each for name, each in json.loads(text)["packages"].items() if name}
    assert packages["node_modules/http-message-signatures"]["version"] == "1.0.6"
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())
    assert "://" not in text
