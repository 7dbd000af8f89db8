"""Record what a distributor did against the rules of the network."""

from shared.domain.commands import Command
from shared.domain.network import conduct
from shared.domain.network.conduct import NewViolation
from shared.domain.network.people import subject_of
from shared.domain.times import whole_second
from shared.ports import Ports
from shared.usecases.reading import require_distributor
from shared.usecases.remembering import first_time, once


def record_violation(
    ports: Ports, command: Command, distributor: str, new: NewViolation, by: str
) -> None:
    """Record a violation, once. Errors: unknown_person, invalid, idempotency_conflict."""
    if new.at is not None:
        new = new.changed(at=whole_second(new.at))

    def attempt() -> None:
        person = require_distributor(ports, distributor)
        request = first_time(ports, command, subject_of(distributor))
        if request:
            changed = conduct.record(person, command.id, new, by, ports.clock.now())
            ports.store.commit([*changed, *request])

    once(ports.store, command, attempt)
