"""kill -9 in the middle of evaluations and of their recounts loses nothing and delays nothing."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from fenrun.testing import Brand
from infra.local.cloud import LOG_FILE
from infra.local.laptop import Laptop
from infra.local.table.change_log import ChangeLog
from shared.adapters.dynamodb.items import read_item
from shared.domain.ledger.journal import JournalEntry
from shared.domain.periods.evaluations import Evaluation, first_evaluations
from shared.domain.rulebook.versions import RuleVersion
from tests.end_to_end.closing import Closing
from tests.end_to_end.kills import BROKEN_OFF
from tests.end_to_end.server import Server, free_port
from tests.laptop_bench import Bench

pytestmark = pytest.mark.end_to_end

SOLD = datetime.fromisoformat("2025-03-30T10:00:00+08:00")
APRIL = datetime.fromisoformat("2025-04-01T00:00:00+08:00")
SELLERS = 6
SWEEP_PERIOD = timedelta(minutes=1)

BANDS = [{"to": "100.00", "rate_bp": 1000}, {"from": "100.00", "rate_bp": 2000}]
MONTH: dict[str, Any] = {"kind": "tier", "period": "month", "counted": "paid"}
RULES: list[dict[str, Any]] = [
    {**MONTH, "id": "own", "tiers": {"bands": {"default": BANDS}}},
    {**MONTH, "id": "team", "subject": "team", "tiers": {"bands": {"default": [{"rate_bp": 100}]}}},
    {
        "id": "best",
        "kind": "ranking",
        "period": "month",
        "counted": "paid",
        "places": [{"amount": "5.00"}, {"amount": "3.00"}],
    },
    {
        **MONTH,
        "id": "final",
        "period": "quarter",
        "less": ["own"],
        "tiers": {"bands": {"default": [{"rate_bp": 3000}]}},
    },
]


def put_in_force(bench: Bench) -> None:
    document = {"name": "periods", "pay_depth": 1, "rules": RULES}
    version = RuleVersion(kind="plan", number=1, effective_from=bench.now, document=document)
    bench.laptop.ports.store.commit([version, *first_evaluations(version, bench.now)])


@dataclass(frozen=True)
class Left:
    """What a process has left behind: the books, and when time alone has written in them."""

    closing: Closing
    written: dict[str, datetime]

    @classmethod
    def in_folder(cls, folder: Path) -> "Left":
        log = ChangeLog(folder / LOG_FILE)
        try:
            return cls(Closing.of(log), dict(_written(log)))
        finally:
            log.close()

    def late_against(self, undisturbed: "Left") -> dict[str, timedelta]:
        """By how much what was written later than it should have been is late."""
        late = {name: at - undisturbed.written[name] for name, at in self.written.items()}
        return {name: span for name, span in late.items() if span > SWEEP_PERIOD}


def _written(log: ChangeLog) -> Iterator[tuple[str, datetime]]:
    for _, image in log.latest_images():
        place = image["SK"]["S"]
        if place.startswith("JOURNAL#"):
            entry = read_item(JournalEntry, image)
            yield entry.key, entry.recorded_at
        elif place.startswith("RULE#"):
            evaluation = read_item(Evaluation, image)
            if evaluation.finished_at:
                yield evaluation.key, evaluation.finished_at


@dataclass
class Stretch:
    """Some hours in which time alone evaluates, and how many commits that takes undisturbed."""

    start: Path
    until: datetime
    port: int
    commits: int = 0
    left: Left | None = None

    def go_undisturbed(self, folder: Path) -> None:
        """Let the hours pass."""
        data_dir = Path(shutil.copytree(self.start, folder))
        with Laptop(data_dir, self.port, frozen=True, start_time=SOLD) as laptop:
            commits: list[int] = []
            laptop.cloud.drain()
            laptop.cloud.log.listen(commits.append)
            laptop.cloud.advance(self.until)
        self.commits = len(commits)
        self.left = Left.in_folder(data_dir)

    def killed_on_the_way(self, part: float, folder: Path) -> Left:
        """What is left when the process dies at some part of the commits, and is begun again."""
        data_dir = Path(shutil.copytree(self.start, folder / "data"))
        with Server(data_dir, self.port, sweeps=True) as server:
            brand = server.start()
            brand.clock.settle()
            server.arm(1 + round(part * (self.commits - 1)))
            self._pass_into_death(brand)
            server.restart().clock.move_to(self.until)
        return Left.in_folder(data_dir)

    def _pass_into_death(self, brand: Brand) -> None:
        with pytest.raises(BROKEN_OFF):
            brand.clock.move_to(self.until)


@pytest.fixture(scope="module")
def stretches(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stretch]:
    """From before the end of a quarter into its first night, and a return's refund after that."""
    folder, port = tmp_path_factory.mktemp("undisturbed"), free_port()
    sold, refunded = folder / "sold", folder / "refunded"
    with Laptop(sold, port, frozen=True, start_time=SOLD) as laptop:
        bench = Bench(laptop)
        put_in_force(bench)
        orders = [
            bench.paid_order(80_00 + n * 10_00, team=bench.team()) for n in range(1, SELLERS + 1)
        ]
        bench.advance_to(APRIL - timedelta(minutes=23))
    night = Stretch(sold, APRIL + timedelta(hours=2), port)
    night.go_undisturbed(folder / "night")
    shutil.copytree(folder / "night", refunded)
    with Laptop(refunded, port, frozen=True, start_time=SOLD) as laptop:
        bench = Bench(laptop)
        bench.advance_to(APRIL + timedelta(hours=10, seconds=30))
        bench.refund(orders[-1], 60_00, line=1)
    morning = Stretch(refunded, APRIL + timedelta(hours=12), port)
    morning.go_undisturbed(folder / "morning")
    return {"evaluations": night, "recount": morning}


PARTS = (0, 0.3, 0.7, 0.9)
"""Not the very last commit: how many there are varies by how the feed's consumers batch."""


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", ["evaluations", "recount"])
def test_the_books_close_the_same_and_in_time(
    stretches: dict[str, Stretch], tmp_path: Path, name: str, part: float
) -> None:
    undisturbed = stretches[name].left
    assert undisturbed
    killed = stretches[name].killed_on_the_way(part, tmp_path)

    assert killed.closing == undisturbed.closing
    assert killed.late_against(undisturbed) == {}


def test_undisturbed_each_is_written_in_the_minute_behind_its_deadline(
    stretches: dict[str, Stretch],
) -> None:
    night = stretches["evaluations"].left
    assert night
    ends = {"2025-03/own": 0, "2025-03/team": 0, "2025-03/best": 0, "2025-Q1/final": 1}
    finished = {name: at for name, at in night.written.items() if name in ends}
    assert finished == {
        name: APRIL + timedelta(hours=hours) + SWEEP_PERIOD for name, hours in ends.items()
    }
