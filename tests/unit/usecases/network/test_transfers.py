from datetime import timedelta

import pytest

from shared.domain.approvals.proposals import OPEN_PROPOSALS, Proposal
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.network.people import Distributor, RelationChange, Tree
from shared.usecases.approvals.proposing import page_of_proposals_on, require_proposal
from shared.usecases.lists import all_of
from shared.usecases.network import transfers
from shared.usecases.network.people import change_standing, enrol
from shared.usecases.network.transfers import TRANSFER, propose_transfer
from tests.deciding import approve, reject
from tests.refusals import told
from tests.unit.usecases.bench import FINANCE, OPERATOR, Bench


def _bench(*more: str) -> Bench:
    """A under B, and others on their own."""
    bench = Bench()
    for name in more:
        enrol(bench.ports, bench.command(f"enrol {name}"), name)
    return bench


def _proposed(bench: Bench, who: str, to: str, key: str = "") -> str:
    command = bench.command(f"propose {who} {to} {key}")
    return propose_transfer(bench.ports, command, who, to, OPERATOR).id


def _approve(bench: Bench, who: str, proposal: str, decision: Decision = FINANCE) -> None:
    command = bench.command(f"approve {proposal} {decision.by}")
    approve(bench.ports, command, proposal, decision)


def transfers_of(bench: Bench, who: str) -> list[Proposal]:
    return list(page_of_proposals_on(bench.store, TRANSFER.name, who).items)


def _moved(bench: Bench, who: str, to: str) -> None:
    _approve(bench, who, _proposed(bench, who, to))


def _upline(bench: Bench, who: str) -> str | None:
    found = bench.store.get(Distributor, who)
    assert found is not None
    return found.upline


def test_nothing_moves_before_another_person_approves() -> None:
    bench = _bench("C")
    proposal = _proposed(bench, "A", "C")
    assert _upline(bench, "A") == "B"
    with pytest.raises(Refused) as refused:
        _approve(bench, "A", proposal, Decision(by=OPERATOR.by, reason="quite sure"))
    assert refused.value.code == "same_person"
    assert _upline(bench, "A") == "B"

    bench.wait(days=1)
    _approve(bench, "A", proposal)

    assert _upline(bench, "A") == "C"
    first, second = all_of(bench.store, RelationChange, "A")
    assert (second.number, second.upline, second.at) == (2, "C", bench.clock.now())
    assert (second.decision, second.proposal) == (FINANCE, proposal)
    assert second.at - first.at == timedelta(days=1)
    kept = require_proposal(bench.ports, proposal)
    assert (kept.state, kept.proposed_by, kept.reason) == (
        "approved",
        *OPERATOR.model_dump().values(),
    )
    assert (kept.decided_by, kept.decision_reason) == (FINANCE.by, FINANCE.reason)


def test_what_is_undecided_is_listed_until_it_is_decided() -> None:
    bench = _bench("C", "D")
    first = _proposed(bench, "A", "C")
    bench.wait(minutes=1)
    second = _proposed(bench, "D", "C")
    assert bench.store.waiting(OPEN_PROPOSALS).items == [first, second]
    assert bench.store.waiting(OPEN_PROPOSALS, limit=1).items == [first]

    _approve(bench, "A", first)
    reject(bench.ports, bench.command("reject"), second, FINANCE)

    assert bench.store.waiting(OPEN_PROPOSALS).items == []
    assert [(p.id, p.state) for p in transfers_of(bench, "D")] == [(second, "rejected")]
    assert _upline(bench, "D") is None


def test_a_decided_proposal_is_decided() -> None:
    bench = _bench("C")
    proposal = _proposed(bench, "A", "C")
    reject(bench.ports, bench.command("reject"), proposal, FINANCE)
    with told("was rejected already"):
        _approve(bench, "A", proposal)
    assert _upline(bench, "A") == "B"


def test_the_same_request_again_has_one_effect() -> None:
    bench = _bench("C", "D")
    proposal = _proposed(bench, "A", "C")
    assert _proposed(bench, "A", "C") == proposal
    _approve(bench, "A", proposal)
    _moved(bench, "A", "D")

    _approve(bench, "A", proposal)
    assert _proposed(bench, "A", "C") == proposal

    assert _upline(bench, "A") == "D"
    assert [change.upline for change in all_of(bench.store, RelationChange, "A")] == ["B", "C", "D"]
    assert len(transfers_of(bench, "A")) == 2


def test_a_key_for_another_request_is_refused() -> None:
    bench = _bench("C", "D")
    propose_transfer(bench.ports, bench.command("key", b"C"), "A", "C", OPERATOR)
    with pytest.raises(Refused) as refused:
        propose_transfer(bench.ports, bench.command("key", b"D"), "A", "D", OPERATOR)
    assert refused.value.code == "idempotency_conflict"


def test_a_proposal_that_another_transfer_has_overtaken_is_void() -> None:
    bench = _bench("C", "D")
    early = _proposed(bench, "A", "C")
    _moved(bench, "A", "D")
    with told("propose the transfer anew"):
        _approve(bench, "A", early)
    assert _upline(bench, "A") == "D"


@pytest.mark.parametrize("to", ["A", "B", "C"])
def test_a_loop_is_refused_when_it_is_proposed(to: str) -> None:
    """C is under A is under B: B can stand under none of them, nor under himself."""
    bench = _bench()
    enrol(bench.ports, bench.command("C"), "C", "A")
    with pytest.raises(Refused) as refused:
        _proposed(bench, "B", to)
    assert refused.value.code == "loop"
    assert transfers_of(bench, "B") == []


def test_a_loop_is_refused_when_it_is_approved() -> None:
    bench = _bench("C", "D")
    round_about = [
        _proposed(bench, "B", "C"),
        _proposed(bench, "C", "D"),
        _proposed(bench, "D", "A"),
    ]
    _approve(bench, "B", round_about[0])
    _approve(bench, "C", round_about[1])
    with told("D cannot stand under A") as refused:
        _approve(bench, "D", round_about[2])
    assert refused.value.code == "loop"
    assert [_upline(bench, who) for who in "ABCD"] == ["B", "C", "D", None]
    assert require_proposal(bench.ports, round_about[2]).state == "open"


@pytest.mark.parametrize("when", ["proposed", "approved"])
def test_nobody_is_put_under_one_who_was_removed(when: str) -> None:
    bench = _bench("C")
    proposal = _proposed(bench, "A", "C") if when == "approved" else ""
    change_standing(bench.ports, bench.command("remove"), "C", "removed", OPERATOR)
    with pytest.raises(Refused) as refused:
        _approve(bench, "A", proposal) if proposal else _proposed(bench, "A", "C")
    assert refused.value.code == "payee_not_active"
    assert _upline(bench, "A") == "B"


@pytest.mark.parametrize(("who", "to"), [("Z", "A"), ("A", "Z")])
def test_who_is_unknown_can_neither_move_nor_be_an_upline(who: str, to: str) -> None:
    with pytest.raises(Refused) as refused:
        _proposed(_bench(), who, to)
    assert refused.value.code == "unknown_person"


def test_what_nobody_has_proposed_cannot_be_decided() -> None:
    bench = _bench("C")
    for decide in (approve, reject):
        with pytest.raises(Refused) as refused:
            decide(bench.ports, bench.command(f"{decide}"), "Z" * 26, FINANCE)
        assert refused.value.code == "unknown_proposal"


def test_ids_that_contain_each_other_are_different_people() -> None:
    """W25: 5, 15 and 5-1 stand under each other without ever being mixed up."""
    bench = Bench()
    for name, upline in (("5", None), ("15", "5"), ("5-1", "15"), ("155", "15"), ("7", None)):
        enrol(bench.ports, bench.command(name), name, upline)
    _moved(bench, "15", "7")
    assert [_upline(bench, who) for who in ("15", "5-1", "155")] == ["7", "15", "15"]
    _moved(bench, "5", "155")
    assert _upline(bench, "5") == "155"
    assert [change.upline for change in all_of(bench.store, RelationChange, "5")] == [None, "155"]
    with told("15 cannot stand under 5"):
        _proposed(bench, "15", "5")


def test_no_transfer_takes_effect_before_the_last_one() -> None:
    """A function whose clock is behind cannot write a past day anew, nor a loop into it."""
    bench = _bench("C")
    _moved(bench, "A", "C")
    ahead = bench.clock.now()
    bench.clock.set(ahead - timedelta(seconds=30))
    _moved(bench, "B", "A")
    assert all_of(bench.store, RelationChange, "B")[-1].at == ahead
    tree = bench.store.get(Tree, "tree")
    assert tree is not None
    assert tree.changed_at == ahead


def test_below_so_many_no_loop_can_be_ruled_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transfers, "MOST_ABOVE", 3)
    bench = Bench()
    for number in range(5):
        upline = f"P{number - 1}" if number else None
        enrol(bench.ports, bench.command(f"P{number}"), f"P{number}", upline)

    propose_transfer(bench.ports, bench.command("to the fourth"), "A", "P3", OPERATOR)
    with told("More than 3 stand above P4"):
        propose_transfer(bench.ports, bench.command("to the fifth"), "A", "P4", OPERATOR)
