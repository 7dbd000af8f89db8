"""How the events of the brand's own accounts happen: each by two persons."""

from infra.scenarios.account_events import AccountEnded, AccountOpened, PaidByHand
from infra.scenarios.deciding import BY_OPERATOR, approve_at_once
from infra.scenarios.stage import Stage
from shared.domain.commands import Command
from shared.domain.receiving_accounts import AccountEnd, NewAccount
from shared.usecases import receiving_accounts
from shared.usecases.orders.manual_payments import ManualPayment, confirm_manual_payment


def account_opened(stage: Stage, event: AccountOpened, command: Command) -> None:
    """Open a bank account of the brand's from now on."""
    new = NewAccount(account=event.account, kind="bank", holder="brand", number="0000", bank="bank")
    proposal = receiving_accounts.propose_account(stage.ports, command, new, BY_OPERATOR)
    approve_at_once(stage, command, proposal)


def account_ended(stage: Stage, event: AccountEnded, command: Command) -> None:
    """End an account now."""
    proposal = receiving_accounts.propose_end(
        stage.ports, command, event.account, AccountEnd(), BY_OPERATOR
    )
    approve_at_once(stage, command, proposal)


def paid_by_hand(stage: Stage, event: PaidByHand, command: Command) -> None:
    """Let finance take money in that it has seen in an account."""
    paid = ManualPayment(
        account=event.account,
        transaction=event.transaction,
        amount_fen=event.amount,
        paid_at=event.paid_at or stage.clock.now(),
    )
    confirm_manual_payment(stage.ports, command, event.order, paid)
