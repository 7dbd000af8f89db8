"""Refunds by whatever plan: only what remains counts, not the way there nor what was released."""

from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from shared.domain.commission.facts import LineFacts, OrderFacts, Upline
from shared.domain.commission.rounding import earned, full_weights
from shared.domain.engine.engine import Engine
from shared.domain.ledger.journal import BRAND
from shared.domain.money import UNITS, yuan
from shared.domain.orders import refunds
from shared.domain.orders.book import OrderBook
from shared.domain.orders.promises import remaining_weights
from shared.domain.plans.document import read_plan
from tests.property.placed import (
    NOW,
    Purses,
    check_accounts,
    facts_of,
    placed,
    recognised,
    release,
)
from tests.property.plans import KINDS, plans

UNTOUCHED_BY_FEN = tuple(kind for kind in KINDS if kind != "override")
"""Kinds whose pay does not turn on how the fen of another rule are spread over the lines."""

Pieces = list[tuple[int, int]]
"""Refunds in their order: the line, and how many fen of it."""


@st.composite
def pieces_of(draw: st.DrawFn, facts: OrderFacts, whole: bool = False) -> Pieces:
    """Parts of what was paid for the lines; all of it, or any part."""
    pieces: Pieces = []
    for line in facts.lines:
        ends = (
            draw(st.lists(st.integers(1, line.base_fen), max_size=3, unique=True))
            if line.base_fen
            else []
        )
        cuts = sorted({*ends, line.base_fen} - {0}) if whole else sorted(ends)
        pieces += [(line.line, b - a) for a, b in zip([0, *cuts], cuts, strict=False)]
    return pieces


def _refund(book: OrderBook, pieces: Pieces) -> None:
    for line, amount in pieces:
        before = recognised(book)
        refunds.refund(book, NOW, f"R{len(book.refunds)}", amount, "goods", line)
        assert all(new <= old for old, new in zip(before, recognised(book), strict=True))


def _check_signs(book: OrderBook) -> None:
    """No reversal gives a payee anything: each comes from him and goes to the brand."""
    for entry in book.entries:
        for posting in entry.postings if entry.cause in ("refunded", "chargeback") else ():
            assert posting.to_account.startswith(f"{BRAND}:")
            assert not posting.from_account.startswith(f"{BRAND}:")


def _check_cap(book: OrderBook, cap_bp: int) -> None:
    commission = [each for each in book.order.commissions if each.kind != "price_spread"]
    remaining = sum(line.remaining_fen for line in book.order.lines)
    assert sum(each.recognised for each in commission) * UNITS <= remaining * cap_bp


def _books(document: dict[str, Any], facts: OrderFacts, count: int) -> Sequence[OrderBook]:
    engine = Engine(read_plan(document))
    return [placed(engine, facts) for _ in range(count)]


@settings(max_examples=80)
@given(plans(), facts_of(), st.data())
def test_everything_given_back_leaves_nothing(
    document: dict[str, Any], facts: OrderFacts, data: st.DataObject
) -> None:
    (book,) = _books(document, facts, 1)
    pieces = data.draw(pieces_of(facts, whole=True))
    released_after = data.draw(st.integers(0, len(pieces)))

    _refund(book, pieces[:released_after])
    release(book)
    _refund(book, pieces[released_after:])

    assert recognised(book) == [0] * len(book.order.commissions)
    assert all(balance.available == 0 for balance in book.balances.values())
    assert all(balance.debt == 0 for balance in book.balances.values())
    _check_signs(book)
    check_accounts(book)


@settings(max_examples=80)
@given(plans(), facts_of(), st.data(), st.randoms(use_true_random=False))
def test_only_what_remains_counts(
    document: dict[str, Any], facts: OrderFacts, data: st.DataObject, random: Random
) -> None:
    early, late, once = _books(document, facts, 3)
    pieces = data.draw(pieces_of(facts))
    shuffled = random.sample(pieces, len(pieces))
    together = [
        (line.line, amount)
        for line in facts.lines
        if (amount := sum(fen for number, fen in pieces if number == line.line))
    ]

    release(early)
    _refund(early, pieces)
    _refund(late, shuffled)
    release(late)
    _refund(once, together)

    assert recognised(early) == recognised(late) == recognised(once)
    for book in (early, late, once):
        _check_signs(book)
        _check_cap(book, document["cap_bp"])
        check_accounts(book)


@settings(max_examples=80)
@given(plans(), facts_of(), st.data())
def test_what_is_recognised_is_what_the_snapshot_says_of_the_rest(
    document: dict[str, Any], facts: OrderFacts, data: st.DataObject
) -> None:
    (book,) = _books(document, facts, 1)
    promised = recognised(book)
    bases = {line.line: line.base_fen for line in facts.lines}
    _refund(book, data.draw(pieces_of(facts)))

    for before, commission in zip(promised, book.order.commissions, strict=True):
        target = earned(remaining_weights(commission, book.order.lines))
        assert commission.recognised == (0 if commission.out else min(before, target))
        whole = earned(full_weights(commission.shares, bases, commission.whole))
        assert commission.out or before == whole


def _listed(facts: OrderFacts, places: Sequence[int]) -> OrderFacts:
    """The same goods in another order of their lines."""
    lines = [facts.lines[place]._replace(line=n) for n, place in enumerate(places, start=1)]
    return facts._replace(lines=tuple(lines))


@settings(max_examples=80)
@given(plans(UNTOUCHED_BY_FEN, limited=False), facts_of(), st.data(), st.randoms())
def test_in_which_order_lines_are_listed_changes_nothing_before_or_after_refunds(
    document: dict[str, Any], facts: OrderFacts, data: st.DataObject, random: Random
) -> None:
    engine = Engine(read_plan(document))
    places = random.sample(range(len(facts.lines)), len(facts.lines))
    book, other = placed(engine, facts), placed(engine, _listed(facts, places))
    assume(not any(share.cut for each in book.order.commissions for share in each.shares))
    assert recognised(book) == recognised(other)

    pieces = data.draw(pieces_of(facts))
    _refund(book, pieces)
    _refund(other, [(places.index(line - 1) + 1, amount) for line, amount in pieces])

    assert recognised(book) == recognised(other)


@settings(max_examples=80)
@given(plans(("order_tier",), limited=False, replacing=False), facts_of(), st.data())
def test_what_an_order_tier_keeps_is_the_part_of_all_it_paid(
    document: dict[str, Any], facts: OrderFacts, data: st.DataObject
) -> None:
    (book,) = _books(document, facts, 1)
    assume(not any(share.cut for each in book.order.commissions for share in each.shares))
    _refund(book, data.draw(pieces_of(facts)))

    goods = sum(line.base_fen for line in facts.lines)
    left = sum(line.remaining_fen for line in book.order.lines)
    for commission in book.order.commissions:
        weight = sum(share.weight for share in commission.shares)
        if not (commission.out or commission.tier):
            assert commission.recognised == weight * left // (goods * UNITS)


@settings(max_examples=300)
@given(st.lists(st.integers(1, 2), min_size=5, max_size=8), st.integers(1, 9), st.data())
def test_parts_of_a_sum_that_are_whole_fen_together_are_paid_whole(
    yuans: list[int], fen: int, data: st.DataObject
) -> None:
    tiers = {"bands": {"default": [{"amount": yuan(fen)}]}}
    rule = {"id": "sum", "kind": "order_tier", "tiers": tiers}
    plan = read_plan({"name": "sums", "pay_depth": 1, "rules": [rule]})
    lines = tuple(LineFacts(n, "tee", 1, 100 * y, 100 * y) for n, y in enumerate(yuans, start=1))
    facts = OrderFacts(at=NOW, lines=lines, chain=(Upline(id="A", relation=1),))
    book = placed(Engine(plan), facts)

    back = data.draw(st.sets(st.sampled_from(lines)))
    _refund(book, [(line.line, line.base_fen) for line in back])

    left = sum(line.base_fen for line in lines if line not in back)
    assert recognised(book) == [fen * left // (100 * sum(yuans))]


@settings(max_examples=80)
@given(plans(), facts_of(), facts_of(), st.data())
def test_refunds_and_releases_of_other_orders_do_not_mind_who_comes_first(
    document: dict[str, Any], facts: OrderFacts, other: OrderFacts, data: st.DataObject
) -> None:
    pieces = data.draw(pieces_of(facts))
    ends = []
    for refunded_first in (True, False):
        purses = Purses()
        engine = Engine(read_plan(document))
        book, beside = placed(engine, facts, purses), placed(engine, other, purses)
        release(book)
        if refunded_first:
            _refund(book, pieces)
            release(beside)
        else:
            release(beside)
            _refund(book, pieces)
        ends.append((recognised(book), recognised(beside), dict(purses)))

    assert ends[0] == ends[1]


@settings(max_examples=80)
@given(plans(), facts_of(), st.booleans(), st.data())
def test_a_chargeback_that_is_won_whole_restores_everything(
    document: dict[str, Any], facts: OrderFacts, released: bool, data: st.DataObject
) -> None:
    (book,) = _books(document, facts, 1)
    _refund(book, data.draw(pieces_of(facts)))
    if released:
        release(book)
    before, left = recognised(book), refunds.refundable(book.order)
    if not left:
        return
    taken = data.draw(st.integers(1, left))

    refunds.charge_back(book, NOW, taken)
    _check_cap(book, document["cap_bp"])
    assert all(new <= old for old, new in zip(before, recognised(book), strict=True))
    refunds.win_dispute(book, NOW, taken)

    assert recognised(book) == before
    assert refunds.refundable(book.order) == left
    _check_signs(book)
    check_accounts(book)


@settings(max_examples=80)
@given(plans(), facts_of(), st.data())
def test_a_dispute_won_in_part_gives_back_no_more_than_remains(
    document: dict[str, Any], facts: OrderFacts, data: st.DataObject
) -> None:
    (book,) = _books(document, facts, 1)
    promised = recognised(book)
    left = refunds.refundable(book.order)
    taken = data.draw(st.integers(1, left))
    won = data.draw(st.integers(1, taken))

    refunds.charge_back(book, NOW, taken)
    refunds.win_dispute(book, NOW, won)

    assert all(new <= old for old, new in zip(promised, recognised(book), strict=True))
    _check_cap(book, document["cap_bp"])
    check_accounts(book)
