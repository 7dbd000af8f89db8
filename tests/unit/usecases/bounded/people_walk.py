"""Who is in the network, and what is decided about him."""

from shared.domain.day_pointers import Span
from shared.domain.network.conduct import NewViolation
from shared.domain.ownership import Scope
from shared.domain.times import BEGIN
from shared.usecases.inbox import inbox
from shared.usecases.network import bind, find_links, find_people, links, network, people, transfers
from shared.usecases.network import record_violation as violations
from tests.deciding import verdict_of
from tests.unit.usecases.bench import FINANCE, OPERATOR
from tests.unit.usecases.bounded.endless import ABOVE
from tests.unit.usecases.bounded.walker import Walk


def begin(walk: Walk) -> None:
    """A stands under B, under one above whom there is no end; X is A's."""
    for name, upline in (("B", f"{ABOVE}0"), ("A", "B"), ("C", None)):
        walk.ask(people.enrol, walk.command(), name, upline, openid=f"openid-{name}")
    walk.ask(bind.bind_buyer, walk.command("shop"), "X", "A")


def go_through(walk: Walk) -> None:
    """Let everything be decided about people that can be, and read it."""
    _decide(walk)
    _move(walk)
    now = walk.clock.now()
    span = Span(BEGIN, now)
    walk.ask(links.create_link, walk.command(), "A", None)
    walk.ask(find_links.links_of, "A", span)
    walk.ask(find_links.links_made, span)
    for wanted in (find_people.WantedPeople(), find_people.WantedPeople(upline="B", name="nobody")):
        walk.ask(find_people.find_people, wanted)
    walk.ask(network.chain_at, "A", now)
    walk.ask(network.relation_of, "A")
    walk.ask(network.history_of, "A")
    walk.ask(network.buyer_at, "X", now)
    walk.refused(network.buyer_at, "X", now, Scope("another"))


def _decide(walk: Walk) -> None:
    walk.ask(people.change_level, walk.command(), "A", "gold", OPERATOR)
    walk.ask(people.change_grade, walk.command(), "A", "city", OPERATOR)
    walk.ask(people.enter_payout_account, walk.command(), "A", "openid-A", OPERATOR)
    for number in range(2):
        new = NewViolation(code="cross_region", evidence=str(number))
        walk.ask(violations.record_violation, walk.command(), "A", new, "ops")
    walk.ask(people.change_standing, walk.command(), "A", "suspended", OPERATOR)
    walk.ask(people.forfeit, walk.command(), "A", FINANCE)
    walk.ask(people.reinstate, walk.command(), "A", OPERATOR)


def _move(walk: Walk) -> None:
    walk.refused(transfers.propose_transfer, walk.command(), "C", "B", OPERATOR)
    proposal = walk.let(transfers.propose_transfer, walk.command(), "A", "C", OPERATOR)
    verdict = verdict_of(walk.ports, proposal.id, FINANCE)
    walk.ask(inbox.approve, walk.command(), proposal.id, verdict)
