"""What does not fit is decided once: by two persons where money moves, and never against facts."""

from datetime import timedelta

import pytest

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.channel.channel import Notice, Payment, TransferReport
from shared.domain.errors import Refused
from shared.domain.odd_notices.odd_notices import OddNotice
from shared.domain.odd_notices.resolutions import Choice, choices
from shared.domain.orders.order import Order
from shared.domain.orders.refund_record import Refund
from shared.domain.times import whole_second
from shared.ports import Ports
from shared.usecases.approvals.proposing import require_proposal
from shared.usecases.channel.take_notice import take_notice
from shared.usecases.inbox import inbox
from shared.usecases.odd_notices.keeping import keep
from shared.usecases.odd_notices.reading import odd_notices, require_odd_notice
from shared.usecases.odd_notices.resolving import Resolving, resolve
from shared.usecases.orders.books import require_order
from shared.usecases.orders.carry_out_refund import advance_refund
from shared.usecases.orders.confirm_payment import confirm_payment
from shared.usecases.orders.fulfil_order import cancel
from tests.at_once import at_once, together
from tests.refusals import told
from tests.unit.usecases.bench import FINANCE, REFUSED, Bench


def kept(bench: Bench, fen: int = 90_00, **changed: object) -> tuple[Order, OddNotice]:
    order = bench.placed()
    known = bench.payment(order).model_dump()
    confirm_payment(bench.ports, Payment.model_validate({**known, "amount_fen": fen, **changed}))
    [notice] = bench.store.all(OddNotice)
    return require_order(bench.store, order.id), notice


def decide(bench: Bench, notice: OddNotice, choice: Choice, key: str = "decide") -> Resolving:
    return resolve(bench.ports, bench.command(key), notice.id, choice, FINANCE)


def agree(bench: Bench, found: Resolving, key: str = "agree") -> None:
    assert found.proposal is not None
    seen = Verdict("chief", bench.clock.now(), found.proposal.version)
    inbox.approve(bench.ports, bench.command(key), found.proposal.id, seen)


def now(bench: Bench, notice: OddNotice) -> OddNotice:
    return require_odd_notice(bench.store, notice.id)


def test_the_same_odd_money_again_changes_nothing() -> None:
    bench = Bench()
    order, notice = kept(bench)
    confirm_payment(bench.ports, order.odd_payments[0].payment(order.id))
    assert require_order(bench.store, order.id) == order
    assert bench.store.all(OddNotice) == [notice]


def test_a_payment_dated_before_its_order_is_kept_and_taken_at_the_orders_first_moment() -> None:
    bench = Bench()
    early = whole_second(bench.clock.now()).replace(year=2024)
    order, notice = kept(bench, 100_00, paid_at=early)
    assert (notice.reason, order.status, choices(notice)) == (
        "paid_before_order",
        "created",
        ("take", "pay_back", "note"),
    )

    agree(bench, decide(bench, notice, "take"))

    paid = require_order(bench.store, order.id)
    assert (paid.status, paid.paid_at, paid.strays) == ("paid", paid.created_at, ())
    assert now(bench, notice).resolution == "taken"


def test_a_payment_in_the_second_of_its_order_is_its_payment() -> None:
    bench = Bench()
    order = bench.placed()
    at = whole_second(order.created_at)
    assert confirm_payment(bench.ports, bench.payment(order).changed(paid_at=at)).status == "paid"


def test_late_money_takes_what_did_not_fit_back_with_it() -> None:
    bench = Bench()
    order, notice = kept(bench)
    bench.wait(minutes=30)

    late = confirm_payment(bench.ports, bench.payment(order, "T2"))

    assert (late.status, late.strays) == ("cancelled", ("T2", "T1"))
    assert sorted(each.amount_fen for each in bench.store.all(Refund)) == [90_00, 100_00]
    assert now(bench, notice).resolution == "paid_back"


def test_two_decisions_at_once_move_money_once() -> None:
    bench = Bench()
    order, notice = kept(bench, 110_00)
    taken, back = decide(bench, notice, "take", "1"), decide(bench, notice, "pay_back", "2")

    def attempt(found: Resolving, key: str) -> str:
        try:
            agree(bench, found, key)
        except Refused as refused:
            return refused.reason
        return "agreed"

    said = together([lambda: attempt(taken, "3"), lambda: attempt(back, "4")])

    assert sorted(said) == ["agreed", "proposal_has_lapsed"]
    [refund] = bench.store.all(Refund)
    paid = require_order(bench.store, order.id).status == "paid"
    assert refund.amount_fen == (10_00 if paid else 110_00)
    assert now(bench, notice).resolution == ("taken" if paid else "paid_back")


def test_the_same_decision_again_is_the_same_proposal_and_another_body_is_refused() -> None:
    bench = Bench()
    _, notice = kept(bench)
    first = decide(bench, notice, "pay_back")
    assert decide(bench, notice, "pay_back") == first
    noted = at_once(lambda _: decide(bench, notice, "note", "note"), 3)
    assert {each.notice.resolution for each in noted} == {"noted"}
    with told("resolved already"):
        agree(bench, first)


def test_what_expired_meanwhile_is_not_taken_any_more() -> None:
    bench = Bench()
    _, notice = kept(bench, 110_00)
    found = decide(bench, notice, "take")
    bench.wait(minutes=30)
    with told("time to be paid is over"):
        agree(bench, found)


def test_money_that_is_taken_is_refunded_of_what_was_collected() -> None:
    bench = Bench()
    order, notice = kept(bench, 110_00)
    agree(bench, decide(bench, notice, "take"))
    [rest] = bench.store.all(Refund)
    assert (rest.amount_fen, rest.paid_fen, rest.part) == (10_00, 110_00, "stray")
    assert require_order(bench.store, order.id).collected_fen == 110_00


def unknown(bench: Bench) -> tuple[Payment, OddNotice]:
    payment = bench.payment(Bench().placed())
    with pytest.raises(Refused, match="unknown_order"):
        take_notice(bench.ports, Notice(notice_id="N1", payment=payment))
    [notice] = bench.store.all(OddNotice)
    return payment, notice


def test_money_for_an_order_that_comes_later_is_taken_and_closed() -> None:
    bench = Bench()
    payment, notice = unknown(bench)
    order = bench.placed()
    take_notice(bench.ports, Notice(notice_id="N1", payment=payment))
    assert require_order(bench.store, order.id).status == "paid"
    assert (now(bench, notice).resolution, now(bench, notice).decision) == ("taken", None)


def test_money_that_was_paid_back_pays_no_order_that_comes_later() -> None:
    bench = Bench()
    payment, notice = unknown(bench)
    agree(bench, decide(bench, notice, "pay_back"))
    order = bench.placed()

    take_notice(bench.ports, Notice(notice_id="N1", payment=payment))
    confirm_payment(bench.ports, payment)

    assert require_order(bench.store, order.id).status == "created"
    [refund] = bench.store.all(Refund)
    assert (refund.amount_fen, refund.storefronts, refund.awaiting) == (100_00, (), "channel")


def test_money_of_no_order_that_the_channel_cannot_pay_back_is_noted() -> None:
    bench = Bench()
    _, notice = unknown(bench)
    agree(bench, decide(bench, notice, "pay_back"))
    [refund] = bench.store.all(Refund)
    bench.channel.tell(REFUSED)
    advance_refund(bench.ports, refund.order, refund.id)

    [given_up] = odd_notices(bench.ports, "open").items
    assert (given_up.reason, choices(given_up)) == ("refund_abnormal", ("note",))
    assert decide(bench, given_up, "note", "by hand").notice.resolution == "noted"


def test_the_order_and_the_way_back_of_its_money_at_once() -> None:
    bench = Bench()
    payment, notice = unknown(bench)
    found, order = decide(bench, notice, "pay_back"), bench.placed()

    def hear() -> str:
        take_notice(bench.ports, Notice(notice_id="N1", payment=payment))
        return "heard"

    def back() -> str:
        try:
            agree(bench, found)
        except Refused as refused:
            return refused.reason
        return "back"

    together([hear, back])

    paid = require_order(bench.store, order.id).status == "paid"
    assert [each.amount_fen for each in bench.store.all(Refund)] == ([] if paid else [100_00])
    assert now(bench, notice).resolution == ("taken" if paid else "paid_back")


def kept_too_late(bench: Bench, monkeypatch: pytest.MonkeyPatch, minutes: int = 0) -> Notice:
    """A notice is refused before its order is placed, and kept after another has paid it."""
    paid_at = bench.clock.now() + timedelta(minutes=minutes)
    payment = bench.payment(Bench().placed()).changed(paid_at=paid_at)
    notice = Notice(notice_id="N1", payment=payment)

    def overtaken(ports: Ports, odd: OddNotice) -> OddNotice:
        bench.placed()
        bench.wait(minutes=minutes)
        take_notice(ports, notice.changed(notice_id="N2"))
        return keep(ports, odd)

    with monkeypatch.context() as patched:
        patched.setattr("shared.usecases.channel.take_notice.keep", overtaken)
        with pytest.raises(Refused, match="unknown_order"):
            take_notice(bench.ports, notice)
    return notice


@pytest.mark.parametrize(("minutes", "outcome", "refunds"), [(0, "taken", 0), (30, "paid_back", 1)])
def test_what_was_kept_after_its_order_took_it_is_closed_by_the_next_notice(
    monkeypatch: pytest.MonkeyPatch, minutes: int, outcome: str, refunds: int
) -> None:
    bench = Bench()
    notice = kept_too_late(bench, monkeypatch, minutes)
    [odd] = bench.store.all(OddNotice)
    assert odd.state == "open"
    take_notice(bench.ports, notice)
    assert now(bench, odd).resolution == outcome
    assert len(bench.store.all(Refund)) == refunds


@pytest.mark.parametrize("minutes", [0, 30])
def test_money_that_its_order_knows_is_not_paid_back_once_more(
    monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    bench = Bench()
    kept_too_late(bench, monkeypatch, minutes)
    [odd] = bench.store.all(OddNotice)
    before = bench.store.all(Refund)
    with told("has this money or has sent it back"):
        agree(bench, decide(bench, odd, "pay_back"))
    assert bench.store.all(Refund) == before


def test_a_transfer_that_is_contradicted_can_only_be_noted() -> None:
    notice = OddNotice(
        channel="wechat",
        notice="N1",
        kind="transfer",
        reason="payout_final",
        order="B101",
        amount_fen=1,
        at=Bench().clock.now(),
    )
    assert choices(notice) == ("note",)


def test_lists_tell_open_and_resolved_apart() -> None:
    bench = Bench()
    _, notice = kept(bench)
    assert [each.id for each in odd_notices(bench.ports, "open").items] == [notice.id]
    decide(bench, notice, "note")
    assert odd_notices(bench.ports, "open").items == []
    assert [each.id for each in odd_notices(bench.ports, "resolved").items] == [notice.id]


def test_a_number_that_no_id_can_bear_is_kept_under_its_digest() -> None:
    bench = Bench()
    _, notice = kept(bench, transaction_id="4200/№ 1")
    assert (notice.transaction, len(notice.notice)) == ("4200/№ 1", 32)
    assert require_odd_notice(bench.store, notice.id) == notice


def test_a_report_of_a_transfer_says_which_payout_it_is_about() -> None:
    bench = Bench()
    report = TransferReport(bill_no="NOBODYSPAYOUT01", state="success", amount_fen=5)
    with pytest.raises(Refused, match="unknown_payout"):
        take_notice(bench.ports, Notice(notice_id="N9", transfer=report))
    assert bench.store.all(OddNotice) == []


def test_what_else_was_proposed_lapses_with_a_note() -> None:
    bench = Bench()
    _, notice = kept(bench, 110_00)
    take, back = decide(bench, notice, "take", "1"), decide(bench, notice, "pay_back", "2")

    decide(bench, notice, "note", "note")

    for each in (take, back):
        assert each.proposal
        lapsed = require_proposal(bench.ports, each.proposal.id)
        assert (lapsed.state, lapsed.outcome) == ("lapsed", {"resolution": "noted"})
        with told("nothing left to decide: its notice is resolved already, noted"):
            agree(bench, each._replace(proposal=lapsed), f"late {lapsed.id}")
    assert inbox.waiting(bench.ports).items == []


def test_what_is_proposed_waits_for_nobody_once_the_order_has_sent_the_money_back() -> None:
    bench = Bench()
    order, notice = kept(bench, 110_00)
    take = decide(bench, notice, "take").proposal
    assert take
    assert inbox.waiting(bench.ports).items == [take]

    cancel(bench.ports, bench.command("cancel"), order.id)

    shown = inbox.read(bench.ports, take.id)
    assert (shown.state, shown.outcome) == ("lapsed", {"resolution": "paid_back"})
    assert shown.decided_at == now(bench, notice).resolved_at
    assert inbox.waiting(bench.ports).items == []


def test_what_else_was_proposed_lapses_with_an_approval() -> None:
    bench = Bench()
    _, notice = kept(bench, 110_00)
    take, _ = decide(bench, notice, "take", "1"), decide(bench, notice, "pay_back", "2")

    agree(bench, take)

    states = {each.content["choice"]: each.state for each in bench.store.all(Proposal)}
    assert states == {"take": "approved", "pay_back": "lapsed"}
    assert inbox.waiting(bench.ports).items == []
