import pytest

from shared.domain.explain import explain
from shared.domain.orders import Line, Order, Share
from tests.unit.domain.orders import line, order, payee


def _order(*bases: int, rate_bp: int = 790, **fields: int) -> Order:
    lines = tuple(line(number, base_fen=base) for number, base in enumerate(bases, start=1))
    shares = (Share(line=each.line, rate_bp=rate_bp, **fields) for each in lines)
    return order(lines=lines, payees=(payee(*shares, level="gold", depth=2, relation=7),))


def test_a_share_is_explained_from_the_snapshot_alone() -> None:
    why = explain(_order(10_00), "A", 1)

    assert why is not None
    assert why.model_dump() == {
        "base": "10.00",
        "rate": "7.90%",
        "depth": 2,
        "level": "gold",
        "raw": "0.790000",
        "rounding_rest": "0.000000",
        "plan": "plan@1",
        "relation": 7,
    }


@pytest.mark.parametrize(
    ("bases", "rests"),
    [
        # 0.079 and 0.079 are 0.158 together, floored to 0.15: 0.08 to the first, 0.07 to the other.
        ((1_00, 1_00), ("-0.001000", "0.009000")),
        ((99,), ("0.008210",)),
        ((1,), ("0.000790",)),
        ((0, 10_00), ("0.000000", "0.000000")),
    ],
)
def test_what_rounding_took_or_gave_is_told_to_the_last_fraction(
    bases: tuple[int, ...], rests: tuple[str, ...]
) -> None:
    told = [explain(_order(*bases), "A", number) for number in range(1, len(bases) + 1)]

    assert tuple(why.rounding_rest for why in told if why) == rests


@pytest.mark.parametrize(
    ("rate_bp", "rate"), [(1, "0.01%"), (50, "0.50%"), (1000, "10.00%"), (10_000, "100.00%")]
)
def test_a_rate_is_told_in_percent(rate_bp: int, rate: str) -> None:
    why = explain(_order(1_00, rate_bp=rate_bp), "A", 1)

    assert why is not None
    assert why.rate == rate


def test_a_refund_changes_no_explanation_of_what_was_promised() -> None:
    before = _order(10_00, 1_00)
    refunded = tuple(
        Line.model_validate({**each.model_dump(), "refunded_fen": 50}) for each in before.lines
    )

    after = before.model_copy(update={"lines": refunded})

    told = explain(before, "A", 2)
    assert told is not None
    assert explain(after, "A", 2) == told


@pytest.mark.parametrize(("payee_id", "number"), [("B", 1), ("A", 2), ("A", 0)])
def test_who_or_what_the_order_does_not_pay_has_no_explanation(payee_id: str, number: int) -> None:
    assert explain(_order(10_00), payee_id, number) is None
