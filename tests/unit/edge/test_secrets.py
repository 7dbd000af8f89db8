"""Keys by id: cached, renewed when they change, and no way to hammer the store."""

import traceback
from datetime import UTC, datetime, timedelta

import pytest

from shared.edge.callers.secrets import KeySet
from shared.edge.callers.storefront_keys import parse_storefront_keys
from tests.unit.edge.fakes import FakeSecrets

NOW = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
SECRET = "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="


class Clock:
    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time


def parse(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split())


def test_a_known_key_costs_no_fresh_read() -> None:
    secrets = FakeSecrets("a=1")
    assert KeySet(secrets, "name", parse, Clock()).find("a") == "1"
    assert secrets.fresh_reads == 0


def test_a_new_key_is_found_at_once_though_the_cache_is_old() -> None:
    secrets = FakeSecrets("a=1")
    keys = KeySet(secrets, "name", parse, Clock())
    assert keys.find("a") == "1"
    secrets.change("b=2")
    assert keys.find("b") == "2"
    assert keys.find("a") is None


def test_unknown_ids_reach_the_store_once_in_thirty_seconds() -> None:
    secrets, clock = FakeSecrets("a=1"), Clock()
    keys = KeySet(secrets, "name", parse, clock)
    assert [keys.find(str(number)) for number in range(100)] == [None] * 100
    assert secrets.fresh_reads == 1
    clock.time += timedelta(seconds=30)
    assert keys.find("x") is None
    assert secrets.fresh_reads == 2


def test_storefront_keys_are_read_from_json() -> None:
    keys = parse_storefront_keys(f'{{"k-1": {{"secret": "{SECRET}", "storefront": "shop"}}}}')
    assert (keys["k-1"].secret, keys["k-1"].storefront) == (b"A" * 32, "shop")
    assert parse_storefront_keys("{}") == {}


@pytest.mark.parametrize(
    "entry",
    [
        '{"secret": "c2hvcnQ=", "storefront": "shop"}',
        f'{{"secret": "{SECRET}", "storefront": "a b"}}',
        f'{{"secret": "{SECRET}"}}',
        f'{{"secret": "{SECRET}", "storefront": "shop", "role": "finance"}}',
    ],
)
def test_a_wrong_key_document_is_refused_without_being_shown(entry: str) -> None:
    with pytest.raises(ValueError, match="key k-1") as caught:
        parse_storefront_keys(f'{{"k-1": {entry}}}')
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize("text", ["[]", "{", f'{{"k-1": "{SECRET}"}}', '{"k-1": {"secret": "?"}}'])
def test_what_is_no_key_document_is_refused_without_being_shown(text: str) -> None:
    with pytest.raises(ValueError, match="secret") as caught:
        parse_storefront_keys(text)
    assert SECRET not in "".join(traceback.format_exception(caught.value))
