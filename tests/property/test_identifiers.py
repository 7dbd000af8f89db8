"""Whatever a shop calls its things, each door takes it, and gives it back in its one spelling."""

import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fenrun.client.client import path_of
from fenrun.client.signing import canonical_url
from fenrun.histories.told_order import FileOrder
from infra.replay.history import FOUNDER
from infra.scenarios.document import Scenario
from shared.domain.orders.new_order import NewOrder
from shared.domain.plans.document import read_plan
from shared.edge.network.binding_messages import Bind
from tests.identifiers import IDENTIFIERS, SHOPS_OWN
from tests.purchases import read_history

AT = "2025-03-01T10:00:00+08:00"


def of_an_order(name: str) -> list[str | None]:
    line = {"line": 1, "sku": name, "category": name, "qty": 1, "price_fen": 1}
    new = NewOrder.model_validate({"buyer": name, "order_no": name, "lines": (line,)})
    return [new.buyer, new.order_no, new.lines[0].sku, new.lines[0].category]


def of_a_binding(name: str) -> list[str | None]:
    return [Bind(buyer=name, code="ABCD2345").buyer]


def of_a_plan(name: str) -> list[str | None]:
    pays = {"id": "r", "kind": "percent", "rates_bp": {"default": [1]}}
    pieces = {"id": "p", "kind": "per_piece", "skus": [name], "per_piece": "1.00"}
    own = {name: {"rates_bp": {"default": [2]}}}
    rules = [{**pays, "products": own, "categories": own}, pieces]
    document = {"name": "own", "pay_depth": 1, "products": {name: {"category": name}}}
    plan = read_plan({**document, "rules": rules}).model_dump(mode="json")
    first, second = plan["rules"]
    ((product, known),) = plan["products"].items()
    return [product, known["category"], *first["products"], *first["categories"], *second["skus"]]


def of_a_file(name: str) -> list[str | None]:
    line = {"sku": name, "category": name, "qty": 1, "paid": "1.00"}
    uplines = [{"id": f"{name[:60]}-up"}]
    asked = {"order": name, "buyer": name, "at": AT, "lines": [line], "uplines": uplines}
    order = FileOrder.model_validate(asked)
    return [order.order, order.buyer, order.lines[0].sku, order.lines[0].category]


def of_a_story(name: str) -> list[str | None]:
    line = {"line": 1, "sku": name, "category": name, "qty": 1, "price": "1.00"}
    placed = {"at": AT, "do": "order_created", "order": "O", "buyer": name, "lines": [line]}
    told = {"title": "A story", "people": {"A": {}}, "buyers": {name: {"bound_to": "A"}}}
    story = Scenario.model_validate({**told, "plan": "depth-10-5", "events": [placed]})
    (event,) = story.events
    sold = event.model_dump()["lines"][0]
    return [*story.buyers, event.model_dump()["buyer"], sold["sku"], sold["category"]]


DOORS: Mapping[str, Callable[[str], list[str | None]]] = {
    "order": of_an_order,
    "binding": of_a_binding,
    "plan": of_a_plan,
    "file": of_a_file,
    "story": of_a_story,
}


@pytest.mark.parametrize("door", DOORS)
@given(name=IDENTIFIERS)
def test_a_door_takes_it_in_any_spelling_and_gives_it_in_one(door: str, name: str) -> None:
    spelt = unicodedata.normalize("NFD", name)

    assert set(DOORS[door](spelt)) == {name}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "name", ["", " a", "a ", "a\tb", "a\nb", "\x00", "a\u2028b", "x" * 65, ".."]
)
def test_no_door_takes_what_is_no_id(door: str, name: str) -> None:
    with pytest.raises(ValueError, match="identifier"):
        DOORS[door](name)


@pytest.mark.parametrize("name", SHOPS_OWN)
def test_a_history_takes_it(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    path = tmp_path_factory.mktemp("history") / "orders.csv"
    path.write_text(f'buyer,date,qty,amount\n"{name}",2024-04-01,1,198.00\n', "utf-8")

    assert [each.buyer for each in read_history(path)] == [name]
    assert not name.startswith(FOUNDER)


@given(steps=st.lists(IDENTIFIERS, min_size=1, max_size=3))
def test_what_is_signed_and_sent_names_what_was_meant(steps: list[str]) -> None:
    spelt = canonical_url("https://api.example" + path_of(*steps))

    assert canonical_url(spelt) == spelt
    assert [unquote(step) for step in urlsplit(spelt).path.split("/")[1:]] == steps
