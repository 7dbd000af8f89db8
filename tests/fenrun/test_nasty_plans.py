"""A kept set of plans that try something: each is told exactly what is wrong, none passes."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import ValidationError

from fenrun.documents.plan_file import read_plan_file
from fenrun.documents.strict_yaml import load
from fenrun.documents.unreadable import DocumentError
from shared.domain.documents.fault_texts import fault_of
from shared.domain.guard.findings import KINDS
from shared.domain.guard.guard import codes_of, findings
from shared.domain.plans.document import read_plan
from shared.words import documents, kinds, orders, plans, terms, unreadable
from shared.words.wording import Words
from tests.fenrun.nasty_plans import LARGE_ONES, NO_YAML, Nasty, of_file

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FINDINGS = [*of_file("findings.txt"), *LARGE_ONES]
FAULTS = list(of_file("faults.txt"))

OF_NO_PLAN = {
    "large_tree": "a network",
    "tree_unread": "a network",
    "no_layout": "a description of columns",
    "no_policy": "a policy",
    "no_such_layout": "the name of a layout",
    "no_file": "no file at all",
    "not_read": "a folder",
    "unforeseen": "what pydantic may yet come to say",
    "unknown_name": "more faults than are compared with what is known",
}
"""What no plan of the set can be told, and of what it is told."""


def names(plans: Iterable[Nasty]) -> list[str]:
    return [each.tries for each in plans]


def _file(folder: Path, text: bytes) -> Path:
    path = folder / "plan.yaml"
    path.write_bytes(text)
    return path


@pytest.mark.parametrize("nasty", FINDINGS, ids=names(FINDINGS))
def test_the_guard_says_what_a_plan_tries(tmp_path: Path, nasty: Nasty) -> None:
    plan = read_plan_file(str(_file(tmp_path, nasty.text))).read

    found = [each for each in findings(plan, at=NOW) if each.severity != "info"]

    assert list(codes_of(found)) == nasty.codes


@pytest.mark.parametrize("nasty", FAULTS, ids=names(FAULTS))
def test_the_faults_of_a_plan_are_told(tmp_path: Path, nasty: Nasty) -> None:
    path = _file(tmp_path, nasty.text)

    with pytest.raises(ValidationError) as refused:
        read_plan(load(path)[0])
    with pytest.raises(DocumentError) as told:
        read_plan_file(str(path))

    faults = refused.value.errors(include_url=False)
    assert [fault_of(each).clause.code for each in faults] == nasty.codes
    assert str(told.value).startswith(f"{path}:1: ")


def _pattern(words: Words) -> re.Pattern[str]:
    text = re.escape(words.en.replace("{{", "{").replace("}}", "}"))
    return re.compile(re.sub(r"\\{\w+(!r)?\\}", ".*", text))


@pytest.mark.parametrize(("tries", "code", "text"), NO_YAML, ids=[each[0] for each in NO_YAML])
def test_a_file_that_is_no_plan_is_told_in_both_languages(
    tmp_path: Path, tries: str, code: str, text: bytes
) -> None:
    path = _file(tmp_path, text)

    with pytest.raises(DocumentError) as refused:
        read_plan_file(str(path))

    english, chinese = str(refused.value).removeprefix(str(path)).splitlines()
    assert _pattern(unreadable.UNREADABLE[code]).search(english)
    assert not chinese.isascii()
    assert re.match(r":\d+: ", english) or code == "empty"
    assert len(english) < 200


def test_everything_that_can_be_said_of_a_plan_is_said_of_one() -> None:
    said = {code for each in (*FINDINGS, *FAULTS) for code in each.codes}
    said |= {code for _, code, _ in NO_YAML}
    sayable = {code for code, kind in KINDS.items() if kind.severity != "info"}
    for room in (documents, kinds, plans, terms):
        sayable |= room.FAULT.keys()
    sayable |= {code for code in orders.FAULT if code.startswith("identifier_")}
    sayable |= unreadable.UNREADABLE.keys()

    assert said == sayable - OF_NO_PLAN.keys()
    assert len({each.tries for each in (*FINDINGS, *FAULTS)} | {each[0] for each in NO_YAML}) > 150
