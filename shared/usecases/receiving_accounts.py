"""The brand's own accounts: one person proposes to open or end one, another approves it (A021)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from shared.domain.approvals.proposals import Proposal, Verdict
from shared.domain.commands import Command
from shared.domain.decisions import Decision
from shared.domain.errors import Refused
from shared.domain.receiving_accounts import (
    ACCOUNTS,
    AccountEnd,
    NewAccount,
    ReceivingAccount,
    ended,
    opened,
    require_going_on,
    require_new,
    require_not_past,
)
from shared.domain.times import iso_utc
from shared.ports import Page, Ports, Store
from shared.usecases.approvals.kinds import ApprovalKind, Approved, read_content
from shared.usecases.approvals.proposing import propose
from shared.usecases.lists import every


def propose_account(
    ports: Ports, command: Command, new: NewAccount, decision: Decision
) -> Proposal:
    """Propose an account; nobody is told to pay into it before it is approved.

    Errors: illegal_transition for an id that is taken, invalid, idempotency_conflict.
    """

    def content() -> Mapping[str, Any]:
        return _checked(ports, new)

    return propose(ports, command, RECEIVING_ACCOUNT, new.account, content, decision)


def propose_end(
    ports: Ports, command: Command, account: str, end: AccountEnd, decision: Decision
) -> Proposal:
    """Propose to end an account; it stays in force until that is approved.

    Errors: unknown_account, illegal_transition, invalid, idempotency_conflict.
    """

    def content() -> Mapping[str, Any]:
        require_going_on(require_account(ports.store, account), ports.clock.now())
        require_not_past(end.until, ports.clock.now())
        return end.model_dump(mode="json")

    return propose(ports, command, RECEIVING_ACCOUNT_END, account, content, decision)


def accounts(ports: Ports, after: str = "") -> Page[ReceivingAccount]:
    """Give a page of all accounts there ever were, by their ids."""
    return ports.store.listed(ReceivingAccount, ACCOUNTS, after=after)


def accounts_in_force(store: Store, at: datetime) -> list[ReceivingAccount]:
    """Give the accounts that are in force at an instant: what payers are shown."""
    return [each for each in every(store, ReceivingAccount, ACCOUNTS) if each.is_in_force(at)]


def find_account(store: Store, account: str) -> ReceivingAccount | None:
    """Look an account up among the handful that a brand has; None where there is none."""
    known = every(store, ReceivingAccount, ACCOUNTS)
    return next((each for each in known if each.account == account), None)


def require_account(store: Store, account: str) -> ReceivingAccount:
    """Load an account. Errors: unknown_account."""
    found = find_account(store, account)
    if found is None:
        raise Refused("unknown_account", "no_such_account", account=account)
    return found


def require_in_force(store: Store, account: str, ordered_at: datetime, paid_at: datetime) -> None:
    """Refuse money that arrived where the brand was paid neither then nor when it was ordered.

    A payer pays where he was told to when he ordered. Errors: wrong_account.
    """
    instants = (ordered_at, paid_at)
    found = every(store, ReceivingAccount, ACCOUNTS)
    known = [each.account for each in found if any(map(each.is_in_force, instants))]
    if account not in known:
        raise _wrong(account, known)


def _wrong(account: str, known: Sequence[str]) -> Refused:
    if not known:
        return Refused("wrong_account", "none_in_force", account=account)
    return Refused("wrong_account", "not_in_force", account=account, known=", ".join(known))


def _checked(ports: Ports, new: NewAccount) -> Mapping[str, Any]:
    require_new(find_account(ports.store, new.account))
    require_not_past(new.in_force_from, ports.clock.now())
    return new.model_dump(mode="json")


def _revised(ports: Ports, proposal: Proposal, content: Mapping[str, Any]) -> Mapping[str, Any]:
    said = {**content, "account": proposal.subject}
    return _checked(ports, read_content(NewAccount.model_validate, said))


def _opened(ports: Ports, _: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    new = NewAccount.model_validate(proposal.content)
    require_new(find_account(ports.store, new.account))
    account = opened(new, proposal.id, verdict.at)
    return Approved({"in_force_from": iso_utc(account.in_force_from)}, [account])


def _ended(ports: Ports, _: Command, proposal: Proposal, verdict: Verdict) -> Approved:
    known = require_account(ports.store, proposal.subject)
    account = ended(known, AccountEnd.model_validate(proposal.content), verdict.at)
    return Approved({"in_force_until": iso_utc(account.in_force_until)}, [account])


RECEIVING_ACCOUNT = ApprovalKind(
    name="receiving_account",
    approve=_opened,
    deciders=frozenset({"finance"}),
    revise=_revised,
)
"""The brand is to be paid into an account."""

RECEIVING_ACCOUNT_END = ApprovalKind(
    name="receiving_account_end", approve=_ended, deciders=frozenset({"finance"})
)
"""The brand is to be paid into an account no more."""

APPROVALS = (RECEIVING_ACCOUNT, RECEIVING_ACCOUNT_END)
