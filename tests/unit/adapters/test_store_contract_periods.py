"""What every Store promises of the rules of periods, in memory and over DynamoDB alike."""

import pytest

from shared.domain.periods.awards import AwardIn, PeriodAward, Reckoning
from shared.domain.periods.evaluations import Evaluation
from shared.domain.periods.recounts import Recount
from shared.domain.periods.sales import CountedSale
from shared.ports import Conflict, Due, Store
from shared.usecases.lists import all_of
from tests.unit.adapters.samples import at
from tests.unit.adapters.table.orders import order
from tests.unit.adapters.table.periods import (
    counted_sale,
    evaluation,
    period_award,
    reckoning,
    recount,
)


def test_the_sales_of_a_role_are_found_by_month_each_order_once(store: Store) -> None:
    store.commit([order(f"O{number}") for number in range(1, 7)])
    store.commit(
        [
            counted_sale("A", "O1", month="2026-02"),
            counted_sale("A", "O2", month="2026-03"),
            counted_sale("A", "O2", month="2026-04"),
            counted_sale("A", "O3", month="2026-04"),
            counted_sale("A", "O4", month="2026-05"),
            counted_sale("A", "O5", month="2026-03", role="direct"),
            counted_sale("B", "O6", month="2026-03"),
        ]
    )

    def found(person: str, role: str, first: str, last: str) -> list[str]:
        page = store.listed(CountedSale, f"{person}/{role}", since=first, until=last)
        return list(dict.fromkeys(sale.order for sale in page.items))

    assert found("A", "own", "2026-03", "2026-04") == ["O2", "O3"]
    assert found("A", "own", "2026-02", "2026-02") == ["O1"]
    assert found("A", "own", "2000-01", "2026-12") == ["O1", "O2", "O3", "O4"]
    assert found("A", "direct", "2026-03", "2026-03") == ["O5"]
    assert found("A", "team", "2026-03", "2026-03") == []
    assert found("B", "own", "2026-01", "2026-12") == ["O6"]


def test_a_sale_is_pointed_to_once(store: Store) -> None:
    store.commit([counted_sale()])
    with pytest.raises(Conflict):
        store.commit([counted_sale()])


def test_an_award_has_its_reckonings_in_sequence(store: Store) -> None:
    mine = reckoning().award
    other = period_award("B").subject
    store.commit([reckoning(2)])
    store.commit([reckoning(1), reckoning(1).changed(award=other)])

    assert [(r.award, r.sequence) for r in all_of(store, Reckoning, mine)] == [(mine, 1), (mine, 2)]
    assert [each.award for each in all_of(store, Reckoning, other)] == [other]
    assert all_of(store, Reckoning, "AWARD#nobody") == []


def test_a_payee_has_his_awards_by_period_and_rule(store: Store) -> None:
    for payee, period, rule in (
        ("A", "2026-03", "volume"),
        ("A", "2026-02", "volume"),
        ("A", "2026-03", "margin"),
        ("A-1", "2026-03", "volume"),
    ):
        store.commit([period_award(payee, period=period, rule=rule)])
    assert [(each.period, each.rule) for each in all_of(store, PeriodAward, "A")] == [
        ("2026-02", "volume"),
        ("2026-03", "margin"),
        ("2026-03", "volume"),
    ]
    assert all_of(store, PeriodAward, "B") == []


def test_the_awards_of_a_period_come_page_by_page_in_the_order_of_their_payees(
    store: Store,
) -> None:
    for payee, rule in (("A-1", "volume"), ("A", "volume"), ("B", "volume"), ("A", "margin")):
        store.commit([period_award(payee, rule=rule)])
    store.commit([period_award("A", period="2026-04")])
    store.commit([changed(store.get(PeriodAward, "A/2026-03/margin"))])

    def page(after: str, limit: int) -> list[str]:
        found = store.listed(AwardIn, "2026-03", after=after, limit=limit)
        return [f"{each.payee}/{each.rule}" for each in found.items]

    assert page("", 2) == ["A/margin", "A/volume"]
    assert page("A/volume", 5) == ["A-1/volume", "B/volume"]
    assert page("B/volume", 5) == []
    first = store.listed(AwardIn, "2026-03", limit=1).items[0]
    assert store.get_all(PeriodAward, [first.target])[0].level == "gold"


def changed(award: PeriodAward | None) -> PeriodAward:
    assert award is not None
    return award.changed(level="gold")


def test_a_period_has_its_evaluations_by_rule(store: Store) -> None:
    store.commit([evaluation("volume"), evaluation("margin"), evaluation("volume", "2026")])
    assert [each.rule for each in all_of(store, Evaluation, "2026-03")] == ["margin", "volume"]
    assert [each.period for each in all_of(store, Evaluation, "2026")] == ["2026"]


def test_what_a_period_waits_for_is_due_in_its_time(store: Store) -> None:
    store.commit(
        [
            evaluation(awaiting="evaluation", due_at=at(2)),
            period_award(awaiting="reevaluation", due_at=at(1)),
            recount(awaiting="recount", due_at=at(3)),
            evaluation("done"),
        ]
    )
    assert list(store.due(at(3))) == [
        Due(at(1), PeriodAward, "A/2026-03/volume"),
        Due(at(2), Evaluation, "2026-03/volume"),
        Due(at(3), Recount, "ORDERA"),
    ]
