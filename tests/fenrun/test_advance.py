import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import count
from pathlib import Path

import click
import pytest
from rich.console import Console

from infra.commands import advance_acts
from infra.commands.advance import WhenType
from infra.commands.advance_acts import target_of
from infra.commands.on_the_way import Glance, OnTheWay
from infra.local.cloud import LocalCloud
from tests.http.running_fenrun import fenrun, running_fenrun

NOW = datetime(2025, 3, 1, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("30m", timedelta(minutes=30)),
        ("48h", timedelta(hours=48)),
        ("7d", timedelta(days=7)),
        ("1w1d12h", timedelta(days=8, hours=12)),
        ("0s", timedelta()),
    ],
)
def test_a_span_is_read(text, span):
    assert WhenType().convert(text, None, None) == span


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2025-04-01T00:00+08:00", datetime(2025, 3, 31, 16, tzinfo=UTC)),
        ("2025-04-01", datetime(2025, 3, 31, 16, tzinfo=UTC)),
        ("2025-04-01T00:00Z", datetime(2025, 4, 1, tzinfo=UTC)),
    ],
)
def test_an_instant_without_an_offset_is_local(text, instant):
    assert WhenType().convert(text, None, None) == instant


@pytest.mark.parametrize("text", ["", "48", "h", "-3h", "1.5h", "tomorrow", "999999999w"])
def test_anything_else_is_refused_with_examples(text):
    with pytest.raises(click.BadParameter, match="30m, 48h, 7d"):
        WhenType().convert(text, None, None)


def test_business_time_never_goes_back():
    with pytest.raises(click.ClickException, match="it is 2025-03-01 10:00:00 already"):
        target_of(NOW, NOW - timedelta(seconds=1))


def test_a_slip_of_the_keyboard_does_not_skip_a_century():
    with pytest.raises(click.ClickException, match="ten years"):
        target_of(NOW, timedelta(days=36_500))


def test_what_holds_it_is_said_and_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(advance_acts, "GLANCE_SECONDS", 0.01)
    glances, go_on = count(), LocalCloud.go_on

    def held(cloud: LocalCloud, target: datetime, seconds: float) -> bool:
        match next(glances):
            case 0:
                cloud.activity.begin("queue of parcels")
            case 3:
                cloud.activity.end("queue of parcels")
        return go_on(cloud, target, seconds)

    monkeypatch.setattr(LocalCloud, "go_on", held)
    with running_fenrun(tmp_path):
        result = fenrun(tmp_path, "advance", "1h")
    assert result.exit_code == 0, result.output
    assert "等待 queue of parcels x1" in result.stdout


def test_what_is_interrupted_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(shown: OnTheWay, glance: Glance) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(OnTheWay, "show", interrupted)
    with running_fenrun(tmp_path):
        result = fenrun(tmp_path, "advance", "48h")
    assert result.exit_code == 130
    assert re.search(r"fenrun advance 20\S+T\S+\+08:00 goes on", result.stdout)


def test_a_terminal_sees_how_far_time_is_and_how_much_falls_due_at_once() -> None:
    there = StringIO()
    console = Console(file=there, force_terminal=True, width=160)
    with OnTheWay(console, NOW, NOW + timedelta(days=1)) as shown:
        shown.show(Glance(NOW + timedelta(hours=8), "", 2_000))
        shown.show(Glance(NOW + timedelta(hours=8), "", 1_500))
    told = there.getvalue()
    assert "2025-03-01 18:00:00" in told
    assert "1500 under way" in told
