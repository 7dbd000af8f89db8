"""What a payee owns, purse by purse: a decision about a person counts for each of them at once.

Source: A081, A082; rules.md, People.
"""

from collections.abc import Iterable
from typing import get_args

from shared.domain.forms import Form
from shared.domain.ledger.balances import Balance
from shared.domain.ledger.journal import purse
from shared.domain.standing import Standing
from shared.ports import Store
from shared.usecases.reading import load_balance

FORMS: tuple[Form, ...] = get_args(Form)
OTHER_FORMS: tuple[Form, ...] = tuple(form for form in FORMS if form != "cash")


def purses_of(store: Store, payee: str) -> tuple[Balance, ...]:
    """Load a payee's purses: cash first, then those of other forms that something was put in."""
    others = (store.get(Balance, purse(payee, form)) for form in OTHER_FORMS)
    return (load_balance(store, payee), *(each for each in others if each))


def with_standing(purses: Iterable[Balance], standing: Standing) -> tuple[Balance, ...]:
    """Give a person's purses his standing: money decisions read it from the purse they move."""
    return tuple(each.changed(standing=standing) for each in purses)


class Balances(dict[str, Balance]):
    """Balances by purse, each loaded when a rule first asks for it."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._loaded: dict[str, Balance] = {}

    def __missing__(self, purse_key: str) -> Balance:
        balance = load_balance(self._store, purse_key)
        if _is_opened(balance):
            balance = balance.changed(standing=self[balance.payee].standing)
        self._loaded[purse_key] = self[purse_key] = balance
        return balance

    @property
    def changed(self) -> list[Balance]:
        """The balances to store: those that a rule has moved, and cash beside an opened purse.

        A suspension writes the cash balance. It cannot miss a purse that is opened meanwhile,
        because opening one writes the cash balance too: of the two, one comes second and sees.
        """
        moved = {key: new for key, new in self.items() if new != self._loaded[key]}
        owners = {each.payee: self[each.payee] for each in moved.values() if _is_opened(each)}
        return list({**owners, **moved}.values())


def _is_opened(balance: Balance) -> bool:
    """Whether a purse of another form than cash is stored for the first time."""
    return balance.version == 0 and balance.form != "cash"
