"""No imports go in a circle, of files or of rooms, and the checker sees each that does."""

from pathlib import Path

import pytest

from infra.checks import all_checks, circles
from infra.checks.modules import modules_of, read_modules

ROOT = Path(__file__).parents[2]


def found(**sources: str) -> list[str]:
    """The circles of modules named with `__` for a dot."""
    named = {name.replace("__", "."): text for name, text in sources.items()}
    return circles.violations(modules_of(named))


def test_no_import_of_the_house_goes_in_a_circle() -> None:
    assert all_checks.circle_violations(ROOT) == []


def test_every_floor_has_rooms_to_look_at() -> None:
    modules = read_modules(ROOT, "shared", "infra", "fenrun")
    seen = {floor for floor in circles.FLOORS for name in modules if name.startswith(f"{floor}.")}
    assert seen >= set(circles.FLOORS)


def test_a_circle_of_files_is_seen_through_names_imported_from_a_package() -> None:
    (problem,) = found(
        shared__a="from shared import b",
        shared__b="import shared.c",
        shared__c="from shared.a import thing",
    )
    assert problem.startswith("files go in a circle: ")
    assert all(f"shared.{name}" in problem for name in "abc")


@pytest.mark.parametrize(
    "import_b",
    [
        "def f():\n    from infra import b",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from infra.b import B",
    ],
)
def test_an_import_inside_a_function_or_for_types_only_counts(import_b: str) -> None:
    assert "files go in a circle: infra.a -> infra.b -> infra.a" in found(
        infra__a=import_b, infra__b="import infra.a"
    )


def test_a_package_that_imports_its_own_module_makes_no_circle() -> None:
    assert found(shared__domain="from shared.domain import a", shared__domain__a="import re") == []


def test_a_package_and_its_module_that_import_each_other_are_a_circle() -> None:
    (problem,) = found(
        shared__domain="from shared.domain import a", shared__domain__a="import shared.domain"
    )
    assert problem == "files go in a circle: shared.domain -> shared.domain.a -> shared.domain"


FLOORS = ["shared.domain", "shared.usecases", "shared.edge", "shared.adapters", "infra", "fenrun"]


@pytest.mark.parametrize("floor", FLOORS)
@pytest.mark.parametrize("inside", ["", ".deep", ".very.deep"])
def test_rooms_in_a_circle_are_told_with_the_imports_that_close_it(floor: str, inside: str) -> None:
    at = floor + inside
    sources = {
        f"{at}.orders.book": f"from {at}.plans import rules\nfrom {at}.plans.words import say",
        f"{at}.plans.rules": "import re",
        f"{at}.plans.words": "import re",
        f"{at}.plans.check": f"from {at}.orders import lines",
        f"{at}.orders.lines": "import re",
    }
    (problem,) = circles.violations(modules_of(sources))
    assert problem.splitlines() == [
        f"rooms go in a circle: {at}.orders -> {at}.plans -> {at}.orders",
        f"    {at}.orders.book imports {at}.plans.rules",
        f"    {at}.orders.book imports {at}.plans.words",
        f"    {at}.plans.check imports {at}.orders.lines",
    ]


def test_a_room_that_imports_a_file_above_it_is_a_circle() -> None:
    (problem,) = found(
        shared__edge__http="from shared.edge.plans import views",
        shared__edge__plans__views="import re",
        shared__edge__plans__messages="from shared.edge.http import view",
    )
    assert problem.startswith(
        "rooms go in a circle: shared.edge.http -> shared.edge.plans -> shared.edge.http\n"
    )


def test_every_circle_is_told() -> None:
    problems = found(
        shared__domain__a__x="import shared.domain.b.x\nimport shared.domain.c.x",
        shared__domain__b__x="import re",
        shared__domain__b__y="import shared.domain.a.y",
        shared__domain__a__y="import re",
        shared__domain__c__x="import re",
        shared__domain__c__y="import shared.domain.a.y",
    )
    assert {
        problem.splitlines()[0].removeprefix("rooms go in a circle: ") for problem in problems
    } == {
        "shared.domain.a -> shared.domain.b -> shared.domain.a",
        "shared.domain.a -> shared.domain.c -> shared.domain.a",
    }


def test_a_circle_of_files_in_one_room_is_told_once() -> None:
    sources = {"infra.a": "import infra.b", "infra.b": "import infra.a"}
    assert circles.violations(modules_of(sources)) == [
        "files go in a circle: infra.a -> infra.b -> infra.a"
    ]


def test_the_shortest_way_round_is_told() -> None:
    (problem,) = found(
        infra__a="import infra.b",
        infra__b="import infra.a\nimport infra.c",
        infra__c="import infra.d",
        infra__d="import re",
    )
    assert problem == "files go in a circle: infra.a -> infra.b -> infra.a"


def test_rooms_outside_of_the_floors_are_held_by_walls_alone() -> None:
    assert (
        found(
            functions__a__handler="import functions.b.other",
            functions__b__other="import re",
            functions__b__handler="import functions.a.other",
            functions__a__other="import re",
        )
        == []
    )
