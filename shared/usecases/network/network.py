"""The network as it was at any instant: who stood above whom, at which level, and had which buyer.

Source: A054, A101; rules.md, People; feature 6.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import Final, TypeAlias

from pydantic import AwareDatetime

from shared.domain.errors import OutOfStep, Refused
from shared.domain.keys import part
from shared.domain.network.bindings import BindingChange, Customer, valid_until
from shared.domain.network.people import ProfileChange, RelationChange, relation_key
from shared.domain.ownership import ALL, Scope
from shared.domain.records import Value
from shared.domain.rulebook.versions import policy_in_force
from shared.domain.standing import Standing
from shared.domain.times import iso_local, iso_utc
from shared.ports import PAGE, Page, Ports, Store
from shared.usecases.lists import every, merged
from shared.usecases.network.histories import change_at
from shared.usecases.reading import require_distributor, versions_of

BINDINGS_LOOKED_AT: Final = 1_000
"""Among how many of a buyer's bindings a storefront's own are looked for."""


class Link(Value):
    """One person of a chain at an instant: his upline since when, his level and standing."""

    distributor: str
    upline: str | None
    relation: int
    since: AwareDatetime
    level: str
    standing: Standing


Decided: TypeAlias = RelationChange | ProfileChange
"""What was decided about a distributor: whom he stands under, or what he is."""


class Chain(Value):
    """A page of a chain, upwards; `next` says behind whom it goes on, None at the top."""

    links: tuple[Link, ...]
    next: str | None


class BuyerAt(Value):
    """Whose a buyer was at an instant: None where he was nobody's, or no more.

    `history` is a page of all his bindings, `next` where it goes on.
    """

    buyer: str
    promoter: str | None
    bound_at: AwareDatetime | None
    valid_until: AwareDatetime | None
    history: tuple[BindingChange, ...]
    next: str | None


def chain_at(ports: Ports, distributor: str, at: datetime, after: str = "") -> Chain:
    """Give a page of the chain at an instant, from the distributor up, on from behind somebody.

    Errors: unknown_person, also for one who had not joined.
    """
    require_distributor(ports, distributor)
    upwards = _upwards(ports, after or distributor, at)
    links = tuple(islice(upwards, 1 if after else 0, PAGE + 1 if after else PAGE))
    if not links and not after:
        raise Refused(
            "unknown_person", "not_joined_by", distributor=distributor, asked_at=iso_local(at)
        )
    return Chain(links=links, next=links[-1].distributor if len(links) == PAGE else None)


def relation_of(ports: Ports, distributor: str) -> RelationChange:
    """Give the relation that holds now. Errors: unknown_person."""
    person = require_distributor(ports, distributor)
    key = relation_key(person.id, person.relation)
    relation = ports.store.get(RelationChange, key)
    if relation is None:
        raise OutOfStep(f"the relation {key} of a distributor is not there")
    return relation


def history_of(ports: Ports, distributor: str, after: str = "") -> Page[Decided]:
    """Give a page of all that was decided about a distributor, oldest first.

    Errors: unknown_person.
    """
    require_distributor(ports, distributor)
    held, was = after.split("/") if after else ("", "")
    relations = ports.store.listed(RelationChange, distributor, after=held)
    changes = ports.store.listed(ProfileChange, distributor, after=was)
    pages: list[Page[Decided]] = [
        Page(relations.items, relations.next),
        Page(changes.items, changes.next),
    ]
    seen, behind = merged(pages, _turn)
    following = f"{_last(seen, RelationChange, held)}/{_last(seen, ProfileChange, was)}"
    return Page(seen, following if behind is not None else None)


def _turn(decided: Decided) -> str:
    """Give when a decision has its turn: of one second, whom he stands under comes first."""
    is_profile = isinstance(decided, ProfileChange)
    return f"{iso_utc(decided.at)}/{is_profile:d}/{decided.number:06d}"


def _last(seen: Sequence[Decided], kind: type[Decided], before: str) -> str:
    """Give the place of the last decision of a kind."""
    numbers = [each.number for each in seen if isinstance(each, kind)]
    return f"{numbers[-1]:06d}" if numbers else before


def buyer_at(
    ports: Ports, buyer: str, at: datetime, scope: Scope = ALL, after: str = ""
) -> BuyerAt:
    """Say whose a buyer was at an instant, by the policy then in force, and show his history.

    A storefront is told of its own buyers, and of their history what it said itself.
    Errors: unknown_buyer.
    """
    history = ports.store.listed(BindingChange, part(buyer), after=after)
    own = tuple(each for each in history.items if scope.reaches(each.storefront))
    if not own and not after:
        _require_customer(ports.store, buyer, scope)
    bound = change_at(ports.store, BindingChange, part(buyer), at)
    until = _valid_until(ports, bound, at)
    return BuyerAt(
        buyer=buyer,
        promoter=bound.promoter if bound and (until is None or at < until) else None,
        bound_at=bound.at if bound else None,
        valid_until=until,
        history=own,
        next=history.next,
    )


def _require_customer(store: Store, buyer: str, scope: Scope) -> None:
    """Refuse a storefront a buyer whom it has never bound, and who has never bought there.

    Of one who was bound very often, only so many bindings are looked at.
    """
    bindings = islice(every(store, BindingChange, part(buyer)), BINDINGS_LOOKED_AT)
    if scope.owner is None or any(scope.reaches(each.storefront) for each in bindings):
        return
    if not store.get_all(Customer, [Customer.of(buyer, scope.owner).key]):
        raise Refused("unknown_buyer", "no_buyer_of_yours", buyer=buyer)


def _valid_until(ports: Ports, bound: BindingChange | None, at: datetime) -> datetime | None:
    if bound is None:
        return None
    return valid_until(bound.at, policy_in_force(versions_of(ports.store, "policy"), at))


def _upwards(ports: Ports, distributor: str, at: datetime) -> Iterator[Link]:
    person: str | None = distributor
    while person is not None:
        relation = change_at(ports.store, RelationChange, person, at)
        profile = change_at(ports.store, ProfileChange, person, at)
        if relation is None or profile is None:
            return
        yield _link(relation, profile)
        person = relation.upline


def _link(relation: RelationChange, profile: ProfileChange) -> Link:
    return Link(
        distributor=relation.distributor,
        upline=relation.upline,
        relation=relation.number,
        since=relation.at,
        level=profile.level,
        standing=profile.standing,
    )
