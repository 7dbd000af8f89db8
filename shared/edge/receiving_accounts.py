"""The brand's own accounts: where payers pay; opened and ended by two persons."""

from typing import Self

from pydantic import AwareDatetime

from shared.domain.decisions import Reason
from shared.domain.receiving_accounts import AccountEnd, AccountKind, NewAccount, ReceivingAccount
from shared.domain.records import Value, told_until
from shared.edge.approvals.messages import ProposalReceipt
from shared.edge.callers.access import OPERATOR, STAFF, STOREFRONT
from shared.edge.http.pages import Listed
from shared.edge.http.query import AFTER, AT, instant_asked, place_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.ports import Page
from shared.usecases import receiving_accounts

_ACCOUNTS = "/v1/receiving-accounts"


class ProposeAccount(NewAccount):
    """An account that the brand is to be paid into, and why."""

    reason: Reason

    @property
    def new(self) -> NewAccount:
        """The account alone."""
        return NewAccount(**self.model_dump(exclude={"reason"}))


class ProposeAccountEnd(AccountEnd):
    """From when on nobody is to pay into an account, and why."""

    reason: Reason


class AccountView(Value):
    """An account to pay into; `in_force_until` is null while nobody has ended it."""

    account: str
    kind: AccountKind
    holder: str
    number: str
    bank: str | None
    in_force_from: AwareDatetime
    in_force_until: AwareDatetime | None

    @classmethod
    def of(cls, account: ReceivingAccount) -> Self:
        """Show an account."""
        same = ("account", "kind", "holder", "number", "bank", "in_force_from")
        return cls(
            in_force_until=told_until(account.in_force_until),
            **{name: getattr(account, name) for name in same},
        )


class Accounts(Listed[AccountView]):
    """Accounts by their ids; where `next` is not null, more follow behind it."""


@view("POST", _ACCOUNTS, roles=OPERATOR, zh="申请启用收款账户", status=201)
def propose_account(request: Request[ProposeAccount]) -> ProposalReceipt:
    """Propose an account that the brand is to be paid into; another person has to approve it."""
    asked = request.body
    decision = request.decision(asked.reason)
    proposal = receiving_accounts.propose_account(
        request.ports, request.command, asked.new, decision
    )
    return ProposalReceipt.of(proposal)


@view("POST", f"{_ACCOUNTS}/{{account}}/end", roles=OPERATOR, zh="申请停用收款账户", status=201)
def propose_account_end(request: Request[ProposeAccountEnd], account: str) -> ProposalReceipt:
    """Propose that nobody pays into an account any more; another person has to approve it."""
    end, decision = AccountEnd(until=request.body.until), request.decision(request.body.reason)
    proposal = receiving_accounts.propose_end(
        request.ports, request.command, account, end, decision
    )
    return ProposalReceipt.of(proposal)


@view("GET", f"{_ACCOUNTS}/in-force", roles=STAFF | STOREFRONT, zh="查询有效收款账户", query=AT)
def list_accounts_in_force(request: Request[None]) -> Accounts:
    """List where payers pay, now or at an instant (`at`): money anywhere else is no payment."""
    at = instant_asked(request.query, request.ports.clock.now())
    found = receiving_accounts.accounts_in_force(request.ports.store, at)
    return Accounts.shown(Page(found, None), AccountView.of)


@view("GET", _ACCOUNTS, roles=STAFF, zh="收款账户列表", query=AFTER)
def list_accounts(request: Request[None]) -> Accounts:
    """List all accounts that there ever were, those to come and those that ended too."""
    found = receiving_accounts.accounts(request.ports, place_asked(request.query))
    return Accounts.shown(found, AccountView.of)
