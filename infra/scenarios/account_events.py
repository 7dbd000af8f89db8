"""What happens to the brand's own accounts, and the money that is said to have arrived in one."""

from typing import Annotated, Literal

from pydantic import Field

from infra.scenarios.event import Event
from infra.scenarios.values import Name, OrderName
from shared.domain.money import Yuan
from shared.domain.times import Instant


class AccountOpened(Event):
    """An account is proposed by one person and approved by another at once."""

    do: Literal["receiving_account"]
    account: Name


class AccountEnded(Event):
    """That nobody pays into an account any more is proposed and approved at once."""

    do: Literal["receiving_account_end"]
    account: Name


class PaidByHand(Event):
    """Finance has seen an order's money in an account, now unless it says when it arrived."""

    do: Literal["manual_payment"]
    order: OrderName
    account: Name
    amount: Annotated[Yuan, Field(gt=0)]
    transaction: Name
    paid_at: Instant | None = None
