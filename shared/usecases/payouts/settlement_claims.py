"""What payees of a settlement may be paid from."""

from collections.abc import Sequence

from shared.domain.ledger.arrivals import Arrivals
from shared.domain.ledger.balances import Balance, new_balance
from shared.domain.network.people import Distributor
from shared.domain.payouts.payouts import Payout
from shared.domain.payouts.settlement_lines import Claim, SettlementLine
from shared.ports import Ports


def claims_of(ports: Ports, lines: Sequence[SettlementLine]) -> list[Claim]:
    """Give what each payee has now, and how his payout of the period stands, a retry or not.

    What is still arriving for one of them is drained first. Errors: `Busy`.
    """
    store, payees = ports.store, [line.payee for line in lines]
    _drain_first(ports, payees)
    balances = {each.payee: each for each in store.get_all(Balance, payees, exact=True)}
    people = {each.id: each for each in store.get_all(Distributor, payees, exact=True)}
    paid = [line.payout for line in lines if line.payout]
    known = {each.id: each for each in store.get_all(Payout, paid, exact=True)}
    return [
        Claim(
            balances.get(line.payee) or new_balance(line.payee),
            people[line.payee].openid if line.payee in people else None,
            known.get(line.payout or ""),
        )
        for line in lines
    ]


def _drain_first(ports: Ports, payees: Sequence[str]) -> None:
    for arrivals in ports.store.get_all(Arrivals, payees, exact=True):
        if not arrivals.are_over:
            # For next to nobody anything is arriving, and most functions settle nothing.
            from shared.usecases.ledger.draining import drain  # noqa: PLC0415

            drain(ports, arrivals.payee)
