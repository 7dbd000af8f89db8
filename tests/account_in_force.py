"""The brand's bank account, in force since long before any test begins."""

from datetime import UTC, datetime

from shared.domain.receiving_accounts import ReceivingAccount
from shared.ports import Store
from shared.usecases.receiving_accounts import find_account

ACCOUNT = "icbc"
SINCE = datetime(2020, 1, 1, tzinfo=UTC)


def put_account_in_force(store: Store, account: str = ACCOUNT) -> None:
    """Store an account as if it had been approved, where it is not there."""
    if find_account(store, account) is not None:
        return
    store.commit(
        [
            ReceivingAccount(
                account=account,
                kind="bank",
                holder="Brand Co., Ltd.",
                number="6222020000001234567",
                bank="ICBC Shanghai",
                in_force_from=SINCE,
                proposal="A" * 26,
            )
        ]
    )
