"""docs/webhooks.md in both languages: its message holds, its examples are those that run here."""

import json
import os
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from standardwebhooks import Webhook

from infra.event_kinds import PAGES, stale, written
from shared.adapters.layout.every_room import heads
from shared.adapters.webhooks.secrets import DerivedSecrets
from shared.domain.events.events import told_to
from shared.domain.events.readers import Reader
from shared.domain.orders.new_order import NewLine, NewOrder
from shared.domain.webhooks.deliveries import begun
from shared.edge.webhooks.payload import body_of
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.place_order import place_order
from tests.http.example_programs import SPEAKING, command_of
from tests.unit.usecases.bench import Bench

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "webhooks"
LIBRARY = EXAMPLES / "node_modules" / "standardwebhooks"
PROGRAMS = ("verify.py", "verify.mjs", "library.py", "library.mjs")
DOCUMENTS = ("webhooks.md", "webhooks.zh-CN.md")
BODY = '{"data":{"id":"order/O1.2","message_zh":"已付款：198.00。"},"type":"order.paid"}'


@pytest.fixture(params=DOCUMENTS)
def text(request: pytest.FixtureRequest) -> str:
    return (ROOT / "docs" / request.param).read_text("utf-8")


def blocks(text: str) -> list[str]:
    return re.findall(r"^```\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_message_is_signed_by_its_secret(text: str) -> None:
    _, message, secret, *_ = blocks(text)
    head, body = message.rstrip("\n").split("\n\n")
    headers = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), UTC)

    signed = Webhook(secret.strip()).sign(headers["webhook-id"], at, body)

    assert headers["webhook-signature"] == signed
    assert headers["webhook-id"] == json.loads(body)["data"]["id"]


def test_the_message_is_what_a_played_order_brings(text: str) -> None:
    _, message, *_ = blocks(text)
    body = message.rstrip("\n").split("\n\n")[1]
    assert body == played()


def played() -> str:
    """What a shop is sent when an order of 198.00 was paid a minute after it was placed."""
    bench = Bench()
    line = NewLine(line=1, sku="longjing-100g", qty=1, price_fen=19_800)
    new = NewOrder(order_no="2025-龙井/0001", buyer="茶友一", lines=(line,))
    order = place_order(bench.ports, bench.command("order"), "shop-1", new)
    bench.wait(minutes=1)
    paid = confirm_payment(bench.ports, bench.payment(order))
    event = told_to(Reader("storefront", "shop-1"), paid, 2)
    return body_of(begun("HOOK", paid, 2, bench.clock.now()), event)


@pytest.mark.parametrize("name", PROGRAMS)
def test_an_example_is_the_one_that_is_run(text: str, name: str) -> None:
    assert f"\n{(EXAMPLES / name).read_text('utf-8')}```\n" in text


@pytest.fixture(params=PROGRAMS)
def example(request: pytest.FixtureRequest) -> list[str]:
    name: str = request.param
    return command_of(EXAMPLES / name, LIBRARY if name == "library.mjs" else None)


def signed(*numbers: int, age: timedelta = timedelta()) -> tuple[DerivedSecrets, Mapping[str, str]]:
    secrets = DerivedSecrets(lambda: "k" * 64, lambda: datetime.now(UTC) - age)
    return secrets, secrets.signed("HOOK", numbers, "order/O1.2", BODY)


def run(
    example: list[str], secret: str, headers: Mapping[str, str], body: str = BODY
) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], **SPEAKING}
    message = json.dumps({"headers": dict(headers), "body": body})
    return subprocess.run(
        [*example, secret],
        input=message,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_example_takes_what_is_ours_and_nothing_else(example: list[str]) -> None:
    secrets, headers = signed(2, 1)
    for number in (1, 2):
        taken = run(example, secrets.secret("HOOK", number), headers)
        assert (taken.returncode, taken.stdout) == (0, "order.paid order/O1.2\n"), taken.stderr
    _, old = signed(1, age=timedelta(minutes=6))
    for secret, refused, body in (
        (secrets.secret("HOOK", 3), headers, BODY),
        (secrets.secret("HOOK", 1), headers, BODY.replace("paid", "pa1d")),
        (secrets.secret("HOOK", 1), old, BODY),
    ):
        assert run(example, secret, refused, body).returncode != 0


def test_the_kinds_of_events_are_those_that_records_tell() -> None:
    assert stale(ROOT) == []
    for page in PAGES:
        rows = [line for line in written(page).splitlines() if line.startswith("| `")]
        kinds = [row.split("`")[1] for row in rows]
        assert len(kinds) == len(set(kinds)) > 70
        assert "webhook.ping" in kinds
        assert not {"payout.ship_sla_breached", "order.payout_expired"} & set(kinds)


def test_what_happens_to_one_kind_of_record_happens_to_no_other() -> None:
    codes = [code for head in heads().values() for code in head.codes]
    assert len(codes) == len(set(codes))
