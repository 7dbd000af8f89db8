"""A command's identity depends on each of its parts, and on nothing else."""

import re

from hypothesis import given
from hypothesis import strategies as st

from shared.domain.commands import Command

visible = st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=126), min_size=1)


@given(visible, visible, visible, st.binary())
def test_an_id_is_26_characters_of_base32(who: str, route: str, key: str, body: bytes) -> None:
    command = Command.of(who, route, key, body)
    assert re.fullmatch(r"[A-Z2-7]{26}", command.id)
    assert command == Command.of(who, route, key, body)


@given(st.tuples(visible, visible, visible), st.tuples(visible, visible, visible))
def test_other_parts_are_another_command(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    assert (Command.of(*one, b"").id == Command.of(*other, b"").id) == (one == other)


def test_where_a_part_ends_matters() -> None:
    assert Command.of("ab", "c", "d", b"").id != Command.of("a", "bc", "d", b"").id


def test_the_body_makes_no_other_command_but_another_hash() -> None:
    one, other = (Command.of("shop", "POST /v1/orders", "k", body) for body in (b"1", b"2"))
    assert one.id == other.id
    assert one.body_hash != other.body_hash


def test_the_identity_of_a_stored_command_never_changes() -> None:
    command = Command.of("storefront:shop", "POST /v1/orders", "key-1", b"{}")
    assert command.id == "VV75PXK5EDCA5WJFGF5R7FZYE2"
