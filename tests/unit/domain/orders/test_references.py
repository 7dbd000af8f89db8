"""A number that money has outside is taken in for one thing alone."""

from typing import Any

import pytest

from shared.domain.errors import Refused
from shared.domain.orders.references import Reference, is_known
from tests.refusals import said, told


def reference(**fields: Any) -> Reference:
    return Reference(
        **{"kind": "payment", "number": "N1", "order": "O1", "amount_fen": 7, **fields}
    )


def test_a_new_number_is_not_known() -> None:
    assert not is_known(None, reference())


def test_the_same_again_is_known_whatever_its_version() -> None:
    assert is_known(reference(version=3), reference())


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"order": "O2"}, "N1 was taken in for order O1 with 0.07; look the number up again."),
        ({"amount_fen": 8}, "N1 was taken in for order O1 with 0.07; look the number up again."),
        ({"line": 1}, "N1 was taken in for order O1 with 0.07; look the number up again."),
        ({"refund": "R1"}, "N1 was taken in for order O1 with 0.07; look the number up again."),
    ],
)
def test_for_anything_else_it_is_refused_and_says_what_has_it(
    other: dict[str, Any], told: str
) -> None:
    with pytest.raises(Refused) as refused:
        is_known(reference(version=1), reference(**other))

    assert (refused.value.code, said(refused.value)) == ("reference_taken", told)
    assert refused.value.facts == {"number": "N1", "order_id": "O1", "amount_fen": 7}


def test_a_line_or_a_refund_that_has_it_is_named() -> None:
    with told(r"for order O1, line 2 with 0\.07"):
        is_known(reference(line=2), reference())
    with told(r"for order O1, refund R1 with 0\.07"):
        is_known(reference(refund="R1"), reference())


def test_a_number_is_one_of_its_kind() -> None:
    assert reference(kind="chargeback").key == "chargeback/N1"
