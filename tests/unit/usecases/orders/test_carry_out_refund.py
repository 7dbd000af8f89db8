import pytest

from shared.domain.channel.channel import RefundReport, RefundState
from shared.domain.errors import Refused
from shared.domain.orders.refund_record import Refund
from shared.domain.times import FAR
from shared.usecases.orders.carry_out_refund import advance_refund, record_refund
from shared.usecases.orders.refund_order import refund
from tests.refusals import told
from tests.unit.usecases.bench import NO_ANSWER, REFUSED, Bench


def _decided(bench: Bench) -> Refund:
    order = bench.paid()
    refund(bench.ports, bench.command("refund"), order.id, 40_00)
    (decided,) = bench.store.all(Refund)
    return decided


def _advanced(bench: Bench) -> Refund:
    (stored,) = bench.store.all(Refund)
    return advance_refund(bench.ports, stored.order, stored.id)


def _said(refund: Refund, state: RefundState) -> RefundReport:
    return RefundReport(refund_id=refund.id, state=state)


def _processing(refund: Refund) -> RefundReport:
    return _said(refund, "processing")


def test_a_decided_refund_is_carried_out_once() -> None:
    bench = Bench()
    decided = _decided(bench)

    assert _advanced(bench).state == "success"
    assert _advanced(bench).state == "success"
    assert bench.channel.heard == [("refund", decided.id)]


def test_no_answer_is_asked_about_later_under_the_same_number() -> None:
    bench = Bench()
    decided = _decided(bench)
    bench.channel.tell(NO_ANSWER)

    waiting = _advanced(bench)
    assert waiting.state == "sent"
    assert (waiting.due_at - bench.clock.now()).seconds == 60
    assert _advanced(bench).attempts == 1
    bench.wait(minutes=1)
    bench.channel.tell(None)
    assert _advanced(bench).state == "success"

    assert bench.channel.heard == [
        ("refund", decided.id),
        ("query_refund", decided.id),
        ("refund", decided.id),
    ]


def test_a_refund_under_way_is_asked_about_and_not_sent_again() -> None:
    bench = Bench()
    decided = _decided(bench)
    done = RefundReport(refund_id=decided.id, state="success")
    bench.channel.tell(_processing(decided), done)

    assert _advanced(bench).state == "processing"
    bench.wait(minutes=1)
    assert _advanced(bench).state == "success"

    assert [what for what, _ in bench.channel.heard] == ["refund", "query_refund"]


def test_a_refused_refund_needs_another_route() -> None:
    bench = Bench()
    _decided(bench)
    bench.channel.tell(REFUSED)

    abnormal = _advanced(bench)

    assert (abnormal.state, abnormal.awaiting, abnormal.due_at) == ("abnormal", "operator", FAR)
    bench.wait(days=30)
    assert _advanced(bench) == bench.store.get(Refund, abnormal.key)
    assert [what for what, _ in bench.channel.heard] == ["refund"]


@pytest.mark.parametrize("state", ["abnormal", "closed"])
def test_what_the_channel_gave_up_awaits_an_operator_until_the_buyer_has_his_money(
    state: RefundState,
) -> None:
    bench = Bench()
    decided = _decided(bench)

    given_up = record_refund(bench.ports, decided.order, _said(decided, state))
    still = record_refund(bench.ports, decided.order, _said(decided, "processing"))
    done = record_refund(bench.ports, decided.order, _said(decided, "success"))

    assert (given_up.state, given_up.awaiting, given_up.due_at) == (state, "operator", FAR)
    assert (still.state, still.awaiting) == (state, "operator")
    assert (done.state, done.awaiting) == ("success", "nothing")


def test_another_amount_than_decided_is_refused() -> None:
    bench = Bench()
    decided = _decided(bench)
    said = _said(decided, "success")

    with told(r"is 40\.00") as refused:
        record_refund(bench.ports, decided.order, said.changed(amount_fen=39_99))

    assert refused.value.code == "amount_mismatch"
    assert bench.store.all(Refund) == [decided]
    same = said.changed(amount_fen=40_00)
    assert record_refund(bench.ports, decided.order, same).state == "success"


def test_success_stays_whatever_is_said_later() -> None:
    bench = Bench()
    decided = _decided(bench)
    _advanced(bench)

    later = record_refund(bench.ports, decided.order, _processing(decided))

    assert later.state == "success"


def test_a_notice_quicker_than_the_next_attempt_is_not_forgotten() -> None:
    bench = Bench()
    decided = _decided(bench)
    get, done = bench.store.get, RefundReport(refund_id=decided.id, state="success")

    def meanwhile(kind: type[Refund], key: str) -> Refund | None:
        found = get(kind, key)
        bench.store.get = get  # type: ignore[method-assign]
        record_refund(bench.ports, decided.order, done)
        return found

    bench.store.get = meanwhile  # type: ignore[method-assign, assignment]

    assert _advanced(bench).state == "success"
    assert bench.channel.heard == []


def test_an_unknown_refund_is_refused() -> None:
    bench = Bench()
    order = bench.paid()

    with pytest.raises(Refused) as refused:
        advance_refund(bench.ports, order.id, "none")

    assert refused.value.code == "unknown_order"
