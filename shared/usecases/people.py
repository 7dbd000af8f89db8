"""Distributors join, move, change level and standing; every change keeps its time."""

from collections.abc import Callable
from typing import Literal

from shared.domain.balances import Balance, HoldOutcome, close_hold
from shared.domain.commands import Command
from shared.domain.errors import Refused
from shared.domain.ledger import Chain, JournalEntry, append
from shared.domain.people import Distributor, RelationChange, Tree
from shared.domain.records import Record
from shared.ports import Ports
from shared.usecases.bind import require_distributor
from shared.usecases.reading import load_balance
from shared.usecases.remembering import first_time
from shared.usecases.retrying import retried


def enrol(
    ports: Ports,
    command: Command,
    distributor: str,
    upline: str | None = None,
    level: str = "silver",
    openid: str | None = None,
) -> Distributor:
    """Add an active distributor; a new leaf cannot close a loop. Errors: unknown_person.

    The same id again answers the distributor who has it. Errors: idempotency_conflict.
    """
    if upline is not None:
        require_distributor(ports, upline)

    def attempt() -> Distributor:
        request = first_time(ports.store, command)
        known = ports.store.get(Distributor, distributor)
        if known is not None:
            if request:
                _require_same(known, upline, level, openid)
                ports.store.commit(request)
            return known
        now = ports.clock.now()
        new = Distributor(
            id=distributor, level=level, upline=upline, relation=1, openid=openid, joined_at=now
        )
        relation = RelationChange(distributor=distributor, number=1, upline=upline, at=now)
        ports.store.commit([new, relation, Balance(payee=distributor), *request])
        return new

    return retried(attempt)


def transfer(ports: Ports, distributor: str, to: str) -> Distributor:
    """Put a distributor under another upline, from now on. Errors: unknown_person, loop."""

    def attempt() -> Distributor:
        old = require_distributor(ports, distributor)
        if old.upline == to:
            return old
        tree = ports.store.get(Tree, "tree") or Tree()
        _require_no_loop(ports, distributor, to)
        number = old.relation + 1
        new = old.model_copy(update={"upline": to, "relation": number})
        now = ports.clock.now()
        change = RelationChange(distributor=distributor, number=number, upline=to, at=now)
        # Every transfer writes the tree: of two that would close a loop together, one loses.
        ports.store.commit([new, change, tree])
        return new

    return retried(attempt)


def change_level(ports: Ports, distributor: str, level: str) -> Distributor:
    """Give a distributor another level, for orders created from now on. Errors: unknown_person."""
    return _change(ports, distributor, lambda _: {"level": level})


def change_standing(
    ports: Ports, distributor: str, standing: Literal["suspended", "removed"]
) -> Distributor:
    """Suspend or remove a distributor; what is held stays held.

    Errors: unknown_person; illegal_transition for one who was removed.
    """

    def changed(old: Distributor) -> dict[str, object]:
        if standing != "removed":
            _require_not_removed(old)
        return {"standing": standing}

    return _change(ports, distributor, changed)


def reinstate(ports: Ports, command: Command, distributor: str) -> Distributor:
    """Make a suspended distributor active again; what was held becomes available, debt first.

    Errors: unknown_person, idempotency_conflict; illegal_transition for one who was removed.
    """

    def attempt() -> Distributor:
        old = require_distributor(ports, distributor)
        request = first_time(ports.store, command)
        if not request:
            return old
        _require_not_removed(old)
        new = old.model_copy(update={"standing": "active"})
        balance = _balance(ports, distributor).model_copy(update={"standing": "active"})
        decision: tuple[Record, ...] = (balance,)
        if balance.held:
            decision = _close_hold(ports, command, balance, "released")
        ports.store.commit([new, *decision, *request])
        return new

    return retried(attempt)


def forfeit(ports: Ports, command: Command, distributor: str) -> Balance:
    """Forfeit all that is held for a distributor: a decision with its own journal, never undone.

    Errors: unknown_person.
    """
    require_distributor(ports, distributor)

    def attempt() -> Balance:
        balance = _balance(ports, distributor)
        request = first_time(ports.store, command)
        if not request:
            return balance
        decision = _close_hold(ports, command, balance, "forfeited") if balance.held else ()
        ports.store.commit([*decision, *request])
        return decision[0] if decision else balance

    return retried(attempt)


def _close_hold(
    ports: Ports, command: Command, balance: Balance, outcome: HoldOutcome
) -> tuple[Balance, JournalEntry]:
    closed, postings = close_hold(balance, outcome)
    now = ports.clock.now()
    _, entry = append(
        Chain(),
        subject=f"DECISION#{command.id}",
        at=now,
        recorded_at=now,
        cause="reinstated" if outcome == "released" else "forfeited",
        command=command.id,
        postings=tuple(postings),
    )
    return closed, entry


def _balance(ports: Ports, distributor: str) -> Balance:
    return load_balance(ports.store, distributor)


def _require_same(known: Distributor, upline: str | None, level: str, openid: str | None) -> None:
    if (known.upline, known.level, known.openid) != (upline, level, openid):
        raise Refused(
            "illegal_transition",
            f"{known.id} is enrolled already, otherwise; choose another id, or transfer him",
        )


def _require_not_removed(distributor: Distributor) -> None:
    if distributor.standing == "removed":
        raise Refused("illegal_transition", f"{distributor.id} was removed; he has to apply again")


def _change(
    ports: Ports, distributor: str, change: Callable[[Distributor], dict[str, object]]
) -> Distributor:
    def attempt() -> Distributor:
        old = require_distributor(ports, distributor)
        new = old.model_copy(update=change(old))
        if new == old:
            return old
        records: list[Record] = [new]
        if new.standing != old.standing:
            # Money decisions read the standing from the balance, in the transaction they write.
            balance = _balance(ports, distributor)
            records.append(balance.model_copy(update={"standing": new.standing}))
        ports.store.commit(records)
        return new

    return retried(attempt)


def _require_no_loop(ports: Ports, distributor: str, to: str) -> None:
    above: str | None = to
    while above is not None:
        if above == distributor:
            raise Refused("loop", f"{to} is below {distributor}; the chain would close on itself")
        above = require_distributor(ports, above).upline
