"""An operator has the feeds filled again about one subject."""

from shared.domain.events.readers import BACK_OFFICE
from shared.domain.operations import DoneCommand
from shared.usecases.events.hand_out import hand_out
from shared.usecases.events.heads import head_of
from shared.usecases.events.read_events import read_events
from shared.usecases.events.redeliver import redeliver
from tests.refusals import told
from tests.unit.usecases.bench import Bench


def _ids(bench: Bench) -> list[str]:
    return [event.id for event in read_events(bench.ports, BACK_OFFICE).events]


def test_what_the_feeds_lack_comes_once_however_often_it_is_asked_for() -> None:
    bench = Bench()
    order = bench.paid()
    moments = [f"{order.about}.{number + 1}" for number in range(len(order.moments))]
    assert len(moments) > 1

    for key in ("first", "first", "second"):
        redeliver(bench.ports, bench.command(key), order.about)

    assert _ids(bench) == moments
    log = [done for done in bench.store.all(DoneCommand) if done.subject == order.about]
    assert {done.id for done in log} >= {bench.command(key).id for key in ("first", "second")}


def test_what_the_feeds_have_does_not_come_again() -> None:
    bench = Bench()
    order = bench.paid()
    hand_out(bench.ports, [head_of(bench.store, order.about)])
    before = _ids(bench)

    redeliver(bench.ports, bench.command("again"), order.about)

    assert _ids(bench) == before


def test_what_nobody_knows_is_refused() -> None:
    bench = Bench()
    for subject in ("order/nobody", "journal/ORDER", "order", "/"):
        with told("send the subject of an event, like order/ID") as refused:
            redeliver(bench.ports, bench.command(subject), subject)
        assert refused.value.code == "unknown_subject"
