"""The brand's own accounts: opened and ended by two persons, each in force for its time."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.receiving_accounts import AccountEnd, NewAccount
from shared.usecases.approvals import deciding
from shared.usecases.approvals.kinds import UnreadableContent
from shared.usecases.inbox.kinds import KINDS
from shared.usecases.receiving_accounts import (
    accounts_in_force,
    propose_account,
    propose_end,
    require_in_force,
)
from tests.refusals import told
from tests.unit.usecases.bench import BEGINNING, OPERATOR, Bench

BANK: dict[str, Any] = {
    "kind": "bank",
    "holder": "Brand Co., Ltd.",
    "number": "6222020000001234567",
    "bank": "ICBC Shanghai",
}
DAY = timedelta(days=1)


def new(account: str = "icbc", begins: datetime | None = None) -> NewAccount:
    return NewAccount(account=account, in_force_from=begins, **BANK)


def proposed(bench: Bench, account: NewAccount, key: str = "open") -> Proposal:
    return propose_account(bench.ports, bench.command(key), account, OPERATOR)


def approved(bench: Bench, proposal: Proposal, key: str = "", by: str = "fin") -> Proposal:
    verdict = Verdict(by, bench.clock.now(), proposal.version)
    command = bench.command(f"approve {proposal.id}{key}")
    return deciding.approve(bench.ports, command, KINDS[proposal.kind], proposal.id, verdict)


def in_force(bench: Bench, at: datetime | None = None) -> list[str]:
    now = at or bench.clock.now()
    return [each.account for each in accounts_in_force(bench.store, now)]


def end_proposed(bench: Bench, until: datetime | None = None, key: str = "end") -> Proposal:
    return propose_end(bench.ports, bench.command(key), "icbc", AccountEnd(until=until), OPERATOR)


def test_it_is_in_force_from_its_approval_and_not_before() -> None:
    bench = Bench()
    proposal = proposed(bench, new())
    assert in_force(bench) == []
    bench.wait(hours=1)

    outcome = approved(bench, proposal).outcome

    assert outcome == {"in_force_from": "2025-03-03T03:00:00Z"}
    assert in_force(bench) == ["icbc"]
    assert in_force(bench, bench.clock.now() - timedelta(seconds=1)) == []


@pytest.mark.parametrize(("waited", "begins"), [(0, 1), (3, 3)])
def test_it_is_in_force_from_the_day_asked_for_or_from_a_later_approval(
    waited: int, begins: int
) -> None:
    bench = Bench()
    proposal = proposed(bench, new(begins=BEGINNING + DAY))
    bench.wait(days=waited)

    approved(bench, proposal)

    first = BEGINNING + begins * DAY
    assert (in_force(bench, first - timedelta(seconds=1)), in_force(bench, first)) == ([], ["icbc"])


def test_it_is_in_force_up_to_its_end_and_never_ends_in_the_past() -> None:
    bench = Bench()
    approved(bench, proposed(bench, new()))
    proposal = end_proposed(bench, BEGINNING + DAY)
    bench.wait(days=2)

    outcome = approved(bench, proposal).outcome

    now = bench.clock.now()
    assert outcome == {"in_force_until": "2025-03-05T02:00:00Z"}
    assert (in_force(bench, now - timedelta(seconds=1)), in_force(bench, now)) == (["icbc"], [])


def test_who_proposes_does_not_approve() -> None:
    bench = Bench()
    proposal = proposed(bench, new())

    with pytest.raises(Refused) as refused:
        approved(bench, proposal, by=OPERATOR.by)

    assert refused.value.code == "same_person"
    assert in_force(bench) == []


def test_an_id_is_of_one_account_for_ever() -> None:
    bench = Bench()
    first, second = (proposed(bench, new(), key) for key in ("first", "second"))
    approved(bench, first)

    with told("choose another id") as at_approval:
        approved(bench, second)
    with told("choose another id") as at_proposal:
        proposed(bench, new(), "third")

    assert {each.value.code for each in (at_approval, at_proposal)} == {"illegal_transition"}
    assert in_force(bench) == ["icbc"]


def test_what_has_ended_ends_no_second_time() -> None:
    bench = Bench()
    approved(bench, proposed(bench, new()))
    first, second = (end_proposed(bench, key=key) for key in ("first", "second"))
    approved(bench, first)

    with told("nothing is left to propose"):
        approved(bench, second)
    with told("nothing is left to propose"):
        end_proposed(bench, key="third")


def test_an_end_to_come_is_moved() -> None:
    bench = Bench()
    approved(bench, proposed(bench, new()))
    approved(bench, end_proposed(bench, BEGINNING + DAY, "soon"))

    approved(bench, end_proposed(bench, BEGINNING + 3 * DAY, "later"))

    assert in_force(bench, BEGINNING + 2 * DAY) == ["icbc"]


def test_nothing_is_proposed_for_the_past() -> None:
    bench = Bench()
    past = BEGINNING - timedelta(seconds=1)
    with told("is over") as refused:
        proposed(bench, new(begins=past))
    assert refused.value.code == "invalid"
    approved(bench, proposed(bench, new(), "good"))
    with told("is over"):
        end_proposed(bench, past)


def test_no_account_that_there_is_not_ends() -> None:
    bench = Bench()
    with pytest.raises(Refused) as refused:
        end_proposed(bench)
    assert refused.value.code == "unknown_account"


def test_what_is_proposed_may_be_revised_but_for_its_id() -> None:
    bench = Bench()
    proposal = proposed(bench, new())
    verdict = Verdict(OPERATOR.by, bench.clock.now(), 1)
    content = {**BANK, "account": "another", "holder": "Brand Group"}

    revised = deciding.revise(
        bench.ports, bench.command("revise"), KINDS[proposal.kind], proposal.id, verdict, content
    )
    approved(bench, revised)

    [account] = accounts_in_force(bench.store, bench.clock.now())
    assert (account.account, account.holder) == ("icbc", "Brand Group")


def test_a_revision_that_cannot_be_read_is_refused() -> None:
    bench = Bench()
    proposal = proposed(bench, new())
    verdict = Verdict(OPERATOR.by, bench.clock.now(), 1)

    with pytest.raises(UnreadableContent):
        deciding.revise(
            bench.ports, bench.command("r"), KINDS[proposal.kind], proposal.id, verdict, {"kind": 1}
        )


@pytest.mark.parametrize(
    "change",
    [
        {"bank": None},
        {"kind": "wechat"},
        {"number": "123"},
        {"number": "6222 0200"},
        {"holder": " Brand"},
        {"holder": "Brand\x1b[2J"},
        {"holder": "Brand\nLtd."},
        {"account": "a b"},
    ],
)
def test_what_is_no_account_cannot_be_said(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        NewAccount.model_validate({"account": "icbc", **BANK, **change})


def test_money_counts_only_in_an_account_of_its_time() -> None:
    bench = Bench()
    with told("have one approved first") as none:
        require_in_force(bench.store, "icbc", BEGINNING, BEGINNING)
    for account in ("icbc", "ccb"):
        approved(bench, proposed(bench, new(account), account))

    require_in_force(bench.store, "icbc", BEGINNING, BEGINNING)
    with told("in force were: ccb, icbc") as wrong:
        require_in_force(bench.store, "private", BEGINNING, BEGINNING)

    assert {each.value.code for each in (none, wrong)} == {"wrong_account"}


def test_a_payer_may_pay_where_he_was_told_to_when_he_ordered() -> None:
    bench = Bench()
    approved(bench, proposed(bench, new()))
    ends, ordered = BEGINNING + DAY, BEGINNING + DAY / 2
    approved(bench, end_proposed(bench, ends))
    approved(bench, proposed(bench, new("ccb", begins=ends), "ccb"))

    for account in ("icbc", "ccb"):
        require_in_force(bench.store, account, ordered, ends)
    with told("in force were: ccb"):
        require_in_force(bench.store, "icbc", ends, ends + DAY)


def test_proposed_twice_it_is_one_proposal() -> None:
    bench = Bench()
    decision = Decision(by="ops", reason="again")
    first = propose_account(bench.ports, bench.command("open"), new(), decision)
    again = propose_account(bench.ports, bench.command("open"), new(), decision)
    assert first == again
