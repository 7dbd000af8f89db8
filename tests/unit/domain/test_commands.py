import re

import pytest

from shared.domain.commands import Command


def test_the_same_principal_route_and_key_are_the_same_command() -> None:
    one, again = (Command.of("shop", "POST /orders", "k", body) for body in (b"1", b"2"))

    assert one.id == again.id
    assert one.body_hash != again.body_hash


@pytest.mark.parametrize(
    "other", [("shop2", "POST /orders", "k"), ("shop", "POST /", "k"), ("shop", "POST /orders", "")]
)
def test_anything_else_is_another_command(other: tuple[str, str, str]) -> None:
    assert Command.of(*other, b"").id != Command.of("shop", "POST /orders", "k", b"").id


def test_an_id_can_be_a_number_at_the_channel() -> None:
    assert re.fullmatch(r"[A-Z2-7]{26}", Command.of("shop", "POST /orders", "k", b"").id)
