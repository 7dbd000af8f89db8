"""The operation log by who, what, subject and time, page by page, on each store."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from infra.memory.channel import MemoryChannel
from infra.scenarios.stage import StoryClock
from shared.domain.calendar import WorkingCalendar
from shared.domain.commands import Command, Origin
from shared.domain.operations import DoneCommand
from shared.ports import GivenPorts, Store
from shared.usecases import operations as log
from shared.usecases.operations import Asked, operations
from tests.refusals import told
from tests.unit.domain.orders.orders import NOW, later


@pytest.fixture
def ports(store: Store) -> GivenPorts:
    return GivenPorts(store, StoryClock(later(days=20)), WorkingCalendar(), MemoryChannel())


def done(ports: GivenPorts, name: str, days: float = 0, **fields: str) -> None:
    who = {"by": "li", "role": "operator", "what": "enrol", "request": "r", **fields}
    subject = who.pop("subject", "distributor/A")
    command = Command.of("test", "route", name, b"", origin=Origin(**who))
    ports.store.commit([DoneCommand.of(command, subject, later(days=days), name)])


def pages(ports: GivenPorts, **asked: Any) -> Iterator[list[str | None]]:
    after: str | None = ""
    while after is not None:
        page = operations(ports, Asked(**asked), after)
        yield [each.reason for each in page.items]
        after = page.next


def found(ports: GivenPorts, **asked: Any) -> list[str | None]:
    return [reason for page in pages(ports, **asked) for reason in page]


@pytest.fixture
def _some(ports: GivenPorts) -> None:
    done(ports, "first", subject="order/O1", what="manual_payment", by="fin#1/x", role="finance")
    done(ports, "second", 1)
    done(ports, "third", 1.5, what="suspend")
    done(ports, "fourth", 3, subject="distributor/AB", by="l")
    done(ports, "fifth", 19, subject="order/O1")
    done(ports, "of a machine", 2, by="shop", role="storefront")


@pytest.mark.usefixtures("_some")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["first", "second", "third", "fourth", "fifth"]),
        ({"by": "li"}, ["second", "third", "fifth"]),
        ({"by": "fin#1/x"}, ["first"]),
        ({"by": "nobody"}, []),
        ({"subject": "distributor/A"}, ["second", "third"]),
        ({"subject": "order/O1", "by": "li"}, ["fifth"]),
        ({"what": "enrol"}, ["second", "fourth", "fifth"]),
        ({"what": "suspend", "subject": "distributor/A"}, ["third"]),
        ({"since": later(days=1), "until": later(days=3)}, ["second", "third", "fourth"]),
        ({"since": later(days=1, seconds=1), "until": later(days=2)}, ["third"]),
        ({"by": "li", "since": later(days=1.2)}, ["third", "fifth"]),
        ({"by": "li", "until": later(days=1.2)}, ["second"]),
    ],
)
def test_operations_are_found_by_who_what_subject_and_time(
    ports: GivenPorts, asked: dict[str, Any], expected: list[str]
) -> None:
    assert found(ports, **asked) == expected


@pytest.mark.parametrize("asked", [{}, {"by": "li"}, {"subject": "distributor/A"}])
def test_they_come_page_by_page_even_where_few_fit(
    ports: GivenPorts, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "PAGE", 2)
    monkeypatch.setattr(log, "LOOKED_AT", 4)
    for number in range(9):
        done(ports, f"{number}", number / 2, what="suspend" if number == 7 else "enrol")

    enrolments = list(pages(ports, what="enrol", **asked))

    assert [len(page) for page in enrolments] == [2, 2, 2, 2, 0]
    assert [each for page in enrolments for each in page] == [
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "8",
    ]
    assert list(pages(ports, what="suspend", **asked)) == [[], ["7"], []]


def test_without_a_time_the_last_month_is_looked_through(ports: GivenPorts) -> None:
    done(ports, "long ago", -12)
    done(ports, "lately", -10)

    assert found(ports) == ["lately"]
    assert found(ports, by="li") == ["long ago", "lately"]


def test_more_days_than_that_need_a_name(ports: GivenPorts) -> None:
    asked = {"since": NOW, "until": NOW + timedelta(days=log.DAYS)}

    with told("[Nn]ame a person or a subject") as refused:
        found(ports, **asked)

    assert refused.value.code == "invalid"
    assert found(ports, by="li", **asked) == []


def test_a_place_that_was_never_given_is_refused(ports: GivenPorts) -> None:
    with told("as it was given to you"):
        operations(ports, Asked(), "yesterday")
