"""An account of the brand as it stands in the table."""

from shared.domain.receiving_accounts import ReceivingAccount
from tests.unit.adapters.samples import at


def account(name: str = "icbc") -> ReceivingAccount:
    return ReceivingAccount(
        account=name,
        kind="bank",
        holder="Brand Co., Ltd.",
        number="6222020000001234567",
        bank="ICBC Shanghai",
        in_force_from=at(0),
        proposal="P1",
    )


EXAMPLES = (account(),)
