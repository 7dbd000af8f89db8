"""A register that says whose codes it words has words for all of them and for no other."""

import importlib.util
import typing
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, get_args

import pytest
from pydantic_core._pydantic_core import list_all_errors
from pydantic_core.core_schema import ErrorType

import shared.words
from shared.edge.callers.access import Role
from shared.usecases.inbox.kinds import KINDS
from shared.words.catalogue import catalogue, registers_of, rooms, term
from shared.words.wording import facts_of

FOLDER = Path(shared.words.__path__[0])


def _with_types(path: Path) -> ModuleType:
    """Load a room as mypy sees it: with the types that it names only there."""
    spec = importlib.util.spec_from_file_location(f"typed_{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _flat(codes: tuple[Any, ...]) -> set[str]:
    """Give the codes of a literal, or of several that are one type together."""
    return {each for code in codes for each in (get_args(code) or (code,))}


def short(room: ModuleType) -> str:
    return room.__name__.rpartition(".")[2]


@pytest.fixture(scope="module")
def typed() -> dict[str, Any]:
    """Every register whose annotation names the codes, with both."""
    patch = pytest.MonkeyPatch()
    patch.setattr(typing, "TYPE_CHECKING", True)
    modules = {path.stem: _with_types(path) for path in sorted(FOLDER.glob("*.py"))}
    patch.undo()
    found = {}
    for room, module in modules.items():
        hints = typing.get_type_hints(module)
        for name in registers_of(module).keys() & hints.keys():
            if codes := get_args(get_args(hints[name])[0]):
                found[f"{room}.{name}"] = (_flat(codes), set(getattr(module, name)))
    return found


def test_a_typed_register_words_all_its_codes(typed: dict[str, Any]) -> None:
    unlike = {name: codes ^ worded for name, (codes, worded) in typed.items()}
    assert unlike == {name: set() for name in typed}


def test_the_registers_of_the_domain_are_typed(typed: dict[str, Any]) -> None:
    every = {(short(room), name) for room in rooms() for name in registers_of(room)}
    free = {name for room, name in every if f"{room}.{name}" not in typed}
    of_no_literal = {"APPROVAL_KIND", "CLAUSE", "FIELD_FAULT", "FIELD_TYPE", "PLACED_FINDING"}
    of_no_literal |= {"FIELD_SHAPE"}
    of_no_literal |= {"FAULT", "CALLERS", "HEADER", "LISTED", "LIST_NOTE", "NAME_SHAPE", "PAGE"}
    of_no_literal |= {
        "CREDENTIALS",
        "BILL",
        "COMPARISON",
        "CONTROL",
        "DEMO",
        "STORY",
        "EXPLAINED",
        "HISTORY",
        "JUDGED_BY",
        "PROPOSED",
        "SETTLING",
        "SHARE_STATE",
        "TERMINAL",
        "UNREADABLE",
        "USAGE",
    }
    assert free == of_no_literal | {"OPERATION", "PLAN_FIELD", "PLAN_VALUE", "ROLE", "SUBJECT"}


def test_every_role_has_a_word() -> None:
    assert set(catalogue().registers["role"]) == set(get_args(Role))


def test_every_kind_of_proposal_has_a_word() -> None:
    assert set(catalogue().registers["approval_kind"]) == set(KINDS)


def test_faults_of_fields_are_those_that_pydantic_tells() -> None:
    known = set(get_args(ErrorType))
    assert set(catalogue().registers["field_type"]) == known | {"unforeseen"}


def test_every_error_of_pydantic_has_a_sentence_with_its_facts_and_no_english_in_chinese() -> None:
    """`list_all_errors` knows the facts of each type; those in English stand in no Chinese."""
    facts = {error["type"]: error["example_context"] or {} for error in list_all_errors()}
    assert set(facts) == set(get_args(ErrorType))
    registered = catalogue().registers["field_type"]
    for kind, context in facts.items():
        words = term("field_type", kind, context)
        assert words.en, kind
        assert not words.zh.isascii(), kind
        assert not {"error", "encoding_error"} & set(facts_of(registered[kind].zh)), kind


def test_two_rooms_do_not_word_one_code() -> None:
    rooms_words: list[Mapping[str, Any]] = [getattr(room, "PROBLEMS", {}) for room in rooms()]
    codes = [code for words in rooms_words for code in words]
    assert len(codes) == len(set(codes))
