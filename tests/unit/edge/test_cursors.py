"""Where a page ended: sealed, bound to its question, and read again after a rotation."""

from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta

import pytest

from shared.edge.callers.access import Principal
from shared.edge.http.cursors import Cursors, question_of
from shared.edge.http.problems import Unacceptable
from tests.unit.edge.fakes import FakeSecrets

NOW = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
FINANCE = Principal("person", "li", "finance")
QUESTION = question_of(FINANCE, "/v1/orders", {"state": "paid"})


def cursors_of(secrets: FakeSecrets) -> Cursors:
    later = iter(NOW + timedelta(minutes=n) for n in range(1_000))
    return Cursors(lambda: secrets, lambda: "cursor-keys", lambda: next(later))


def refused(cursors: Cursors, cursor: str, question: str = QUESTION) -> str:
    with pytest.raises(Unacceptable) as found:
        cursors.place_in(cursor, question)
    assert found.value.code == "invalid_cursor"
    return found.value.reason


def test_a_place_comes_back_as_it_was_and_always_under_the_same_cursor() -> None:
    cursors = cursors_of(FakeSecrets("first"))
    place = "2025-03-01T02:00:00Z/李 & Co./a?b=c"

    cursor = cursors.sealed(place, QUESTION)

    assert cursors.place_in(cursor, QUESTION) == place
    assert cursors.sealed(place, QUESTION) == cursor
    assert cursor.isascii()
    assert not set(cursor) & set("/?&=+ %#")


@pytest.mark.parametrize(
    "other",
    [
        question_of(FINANCE, "/v1/orders", {"state": "shipped"}),
        question_of(FINANCE, "/v1/orders", {}),
        question_of(FINANCE, "/v1/payouts", {"state": "paid"}),
        question_of(Principal("person", "wang", "finance"), "/v1/orders", {"state": "paid"}),
        question_of(Principal("person", "li", "operator"), "/v1/orders", {"state": "paid"}),
        question_of(Principal("storefront", "li", "storefront"), "/v1/orders", {"state": "paid"}),
    ],
)
def test_it_is_no_place_of_another_question(other: str) -> None:
    cursors = cursors_of(FakeSecrets("first"))
    cursor = cursors.sealed("place", QUESTION)
    assert refused(cursors, cursor, other) == "of_another_question"


def test_the_order_of_filters_and_the_place_itself_make_no_other_question() -> None:
    one = question_of(FINANCE, "/", {"a": "1", "b": "2"})
    assert question_of(FINANCE, "/", {"b": "2", "after": "x", "a": "1"}) == one


@pytest.mark.parametrize("place", ["", ".", "x", "x.y.z", "0.0.0.0", "名", "~" * 9_000])
def test_what_was_not_signed_here_is_refused(place: str) -> None:
    assert refused(cursors_of(FakeSecrets("first")), place) == "not_signed_here"


def test_nobody_reads_in_a_cursor_what_another_storefront_sells() -> None:
    cursor = cursors_of(FakeSecrets("first")).sealed("2025/ORDER-7", QUESTION)
    parts = [urlsafe_b64decode(f"{part}===") for part in cursor.split(".")]
    assert not any(told in part for part in parts for told in (b"ORDER", b"2025"))


def test_no_character_of_it_may_be_another() -> None:
    cursors = cursors_of(FakeSecrets("first"))
    cursor = cursors.sealed("place", QUESTION)
    for at, character in enumerate(cursor):
        other = "A" if character != "A" else "B"
        refused(cursors, cursor[:at] + other + cursor[at + 1 :])


def test_the_bits_of_its_last_character_that_mean_nothing_are_none() -> None:
    cursors = cursors_of(FakeSecrets("first"))
    # Of places of four lengths in a row, base64 leaves bits over for two or more.
    for place in ("p", "pl", "pla", "plac"):
        cursor = cursors.sealed(place, QUESTION)
        others = {cursor[:-1] + last for last in ALPHABET} - {cursor}
        assert {refused(cursors, other) for other in others} == {"not_signed_here"}


@pytest.mark.parametrize("junk", ["=", "==", "\n", " ", ".", "A", "!", "%0a"])
def test_nothing_stands_behind_or_before_it_or_in_it(junk: str) -> None:
    cursors = cursors_of(FakeSecrets("first"))
    cursor = cursors.sealed("place", QUESTION)
    for other in (cursor + junk, junk + cursor, cursor[:20] + junk + cursor[20:]):
        assert refused(cursors, other) == "not_signed_here"


def test_a_rotation_keeps_old_places_until_their_key_goes() -> None:
    secrets = FakeSecrets("first")
    cursors = cursors_of(secrets)
    old = cursors.sealed("old", QUESTION)

    secrets.change("first second")
    new = cursors_of(FakeSecrets("first second")).sealed("new", QUESTION)

    assert cursors.place_in(new, QUESTION) == "new"
    assert cursors.place_in(old, QUESTION) == "old"
    assert cursors.sealed("new", QUESTION) == new
    assert refused(cursors_of(FakeSecrets("second")), old) == "not_signed_here"


def test_a_secret_is_opened_by_the_first_who_needs_it() -> None:
    opened = []

    def open_secrets() -> FakeSecrets:
        opened.append("cursor-keys")
        return FakeSecrets("first")

    cursors = Cursors(open_secrets, lambda: "cursor-keys", lambda: NOW)
    assert opened == []
    cursors.sealed("a", QUESTION)
    cursors.sealed("b", QUESTION)
    assert opened == ["cursor-keys"]


def test_without_a_key_nothing_is_sealed() -> None:
    with pytest.raises(LookupError):
        cursors_of(FakeSecrets(" ")).sealed("place", QUESTION)
