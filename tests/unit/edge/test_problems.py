"""Every code has one kind, and every kind is complete."""

from typing import get_args

import pytest

from shared.domain.errors import RefusalCode
from shared.edge.http.problems import (
    KINDS,
    EdgeCode,
    GatewayCode,
    Problem,
    Unacceptable,
    problem_of,
)


def test_every_code_has_a_kind_and_no_kind_is_without_a_code() -> None:
    assert set(KINDS) == {*get_args(RefusalCode), *get_args(EdgeCode), *get_args(GatewayCode)}


@pytest.mark.parametrize("code", sorted(KINDS))
def test_a_kind_is_a_client_or_server_error_in_two_languages(code: str) -> None:
    kind = KINDS[code]  # type: ignore[index]
    assert 400 <= kind.status <= 599
    assert kind.title.isascii()
    assert any("一" <= letter <= "鿿" for letter in kind.title_zh)


def test_unknown_things_are_404() -> None:
    unknown = {code: kind.status for code, kind in KINDS.items() if code.startswith("unknown_")}
    assert set(unknown.values()) == {404}


def test_field_errors_are_members_only_where_there_are_some() -> None:
    assert "errors" not in problem_of(Unacceptable("forbidden", "No.")).members()
    told = problem_of(Unacceptable("invalid_fields", "Correct.", [{"pointer": "#/a"}])).members()
    assert told["errors"] == [{"pointer": "#/a"}]


def test_the_same_problem_has_the_same_members() -> None:
    one, two = (Problem("busy", "Wait.", {"a_fen": 1}).members() for _ in range(2))
    assert one == two
