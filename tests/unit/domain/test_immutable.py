import pytest

from shared.domain.orders.commissions import Share
from shared.domain.policy.policy import ReturnWindow

SHARE = Share(line=1, weight=7)


def test_a_copy_has_other_values_and_the_first_stays() -> None:
    new = SHARE.changed(pending=5)

    assert (new.pending, new.weight, SHARE.pending) == (5, 7, 0)
    assert new.model_fields_set == {"line", "weight", "pending"}
    assert SHARE.model_fields_set == {"line", "weight"}


def test_a_field_goes_by_its_own_name_not_by_that_of_documents() -> None:
    assert ReturnWindow().changed(from_="shipped").from_ == "shipped"
    with pytest.raises(TypeError, match=r"ReturnWindow has no field from$"):
        ReturnWindow().changed(**{"from": "shipped"})


@pytest.mark.parametrize("name", ["pendign", "model_config", "changed", "recognised"])
def test_what_is_no_field_is_refused(name: str) -> None:
    with pytest.raises(TypeError, match=f"^Share has no field {name}$"):
        SHARE.changed(**{name: 1})
