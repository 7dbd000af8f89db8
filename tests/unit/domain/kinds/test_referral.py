from typing import Any

import pytest

from shared.domain.commission.facts import Upline
from tests.unit.domain.engine.engine_facts import (
    adds_up,
    ago,
    earnings,
    facts,
    line,
    paid,
    plan,
)

SELLER = Upline(id="A", joined_at=ago(days=29))
UPLINE, ABOVE = Upline(id="B", joined_at=ago(days=1)), Upline(id="C", joined_at=ago(days=1))


def _award(**fields: Any) -> dict[str, Any]:
    named = {"id": "award", "kind": "referral_award", "rate_bp": 300, "within_days": 30}
    return {**named, **fields}


def test_the_sellers_upline_alone_has_a_share_of_the_goods() -> None:
    given = facts(SELLER, UPLINE, ABOVE, lines=(line(1, 99), line(2, 0), line(3, 101)))

    (award,) = earnings(plan(_award()), given, "award")

    assert (award.payee, award.depth, award.kind) == ("B", 2, "referral_award")
    assert [(part.line, part.on_fen, part.rate_bp) for part in award.parts] == [
        (1, 99, 300),
        (3, 101, 300),
    ]
    assert adds_up(award)


@pytest.mark.parametrize(
    ("joined_at", "counts"),
    [
        (ago(days=30), False),
        (ago(days=30, seconds=-1), True),
        (ago(days=0), True),
        (None, False),
    ],
)
def test_the_time_ends_with_its_very_second(joined_at: Any, counts: bool) -> None:
    given = facts(SELLER._replace(joined_at=joined_at), UPLINE)

    assert paid(plan(_award()), given, "award") == ({"B": 300} if counts else {})


def test_there_is_none_beyond_the_pay_depth_or_without_an_upline() -> None:
    assert paid(plan(_award(), pay_depth=1), facts(SELLER, UPLINE), "award") == {}
    assert paid(plan(_award()), facts(SELLER), "award") == {}
    assert paid(plan(_award()), facts(), "award") == {}


@pytest.mark.parametrize(("kind", "got"), [("referral_award", 300), ("peer_referral_award", None)])
def test_only_a_peers_award_asks_for_one_level(kind: str, got: int | None) -> None:
    made = plan(_award(kind=kind))

    risen = facts(SELLER._replace(level="gold"), UPLINE)

    assert paid(made, risen, "award").get("B") == got
    assert paid(made, facts(SELLER, UPLINE), "award") == {"B": 300}


def test_who_sold_before_has_no_first_order() -> None:
    once, always = plan(_award(first_order_only=True)), plan(_award())
    sold = facts(SELLER._replace(sold_before=True), UPLINE)

    assert paid(once, sold, "award") == {}
    assert paid(always, sold, "award") == {"B": 300}
    assert [each.first_sale_only for each in earnings(always, sold, "award")] == [False]


def test_the_payment_has_to_decide_which_order_is_the_first() -> None:
    (award,) = earnings(plan(_award(first_order_only=True)), facts(SELLER, UPLINE), "award")

    assert award.first_sale_only


def test_an_uplines_own_sales_before_do_not_count() -> None:
    made = plan(_award(first_order_only=True))

    assert paid(made, facts(SELLER, UPLINE._replace(sold_before=True)), "award") == {"B": 300}


@pytest.mark.parametrize("kind", ["referral_award", "peer_referral_award"])
def test_what_a_newcomer_buys_for_himself_counts_for_none(kind: str) -> None:
    made = plan(_award(kind=kind), self_purchase=True)
    old = Upline(id="D", joined_at=ago(days=30))

    assert paid(made, facts(SELLER, UPLINE, himself=SELLER), "award") == {}
    assert paid(made, facts(SELLER, UPLINE, himself=ABOVE), "award") == {}
    assert paid(made, facts(SELLER, UPLINE, himself=old), "award") == {"B": 300}
    assert paid(made, facts(SELLER, UPLINE, himself=Upline(id="D")), "award") == {"B": 300}
