from datetime import timedelta

import pytest

from shared.domain.errors import Refused
from shared.domain.network.conduct import NewViolation, record
from shared.domain.network.people import Distributor
from tests.unit.domain.orders.orders import NOW, later

DAY = timedelta(days=1)
PERSON = Distributor(id="A", joined_at=NOW - 9 * DAY)


def test_a_violation_is_recorded_with_when_it_was_and_when_it_was_known() -> None:
    new = NewViolation(code="dumping", evidence="shop page of the 3rd", at=NOW - DAY)

    person, violation = record(PERSON, "V1", new, "olga", NOW)

    assert person.last_violation_at == violation.at == NOW - DAY
    assert (violation.recorded_at, violation.by) == (NOW, "olga")
    assert (violation.code, violation.sanction) == ("dumping", "warning")
    assert violation.evidence == "shop page of the 3rd"


def test_without_a_time_it_was_now() -> None:
    person, violation = record(PERSON, "V1", NewViolation(code="leak"), "olga", NOW)

    assert person.last_violation_at == violation.at == NOW


@pytest.mark.parametrize("days", [1, 5])
def test_what_is_learned_late_hides_no_later_violation(days: int) -> None:
    known, _ = record(PERSON, "V1", NewViolation(code="leak"), "olga", NOW)

    person, _ = record(known, "V2", NewViolation(code="leak", at=NOW - days * DAY), "olga", NOW)

    assert person.last_violation_at == NOW


@pytest.mark.parametrize("at", [PERSON.joined_at - timedelta(seconds=1), later(seconds=1)])
def test_before_he_joined_and_in_the_future_nobody_violates(at: object) -> None:
    with pytest.raises(Refused) as refused:
        record(PERSON, "V1", NewViolation.model_validate({"code": "leak", "at": at}), "olga", NOW)

    assert refused.value.code == "invalid"


def test_the_second_he_joined_is_his() -> None:
    new = NewViolation(code="leak", at=PERSON.joined_at)

    assert record(PERSON, "V1", new, "olga", NOW)[1].at == PERSON.joined_at


def test_the_log_is_sorted_by_the_time_of_the_violation() -> None:
    keys = [
        record(PERSON, name, NewViolation(code="leak", at=NOW - days * DAY), "olga", NOW)[1].key
        for name, days in (("A", 0), ("B", 3), ("C", 1))
    ]

    assert [key.rsplit("/", 1)[1] for key in sorted(keys)] == ["B", "C", "A"]
