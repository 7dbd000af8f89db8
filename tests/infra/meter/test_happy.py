"""An order of three payees uses no more of AWS than the file says; `make meter` plays the rest."""

from collections.abc import Mapping

import pytest

from infra.meter.golden import PATH, Step, differences, read_golden
from infra.meter.modes import MODES, Mode
from infra.meter.play import play
from infra.meter.tally import (
    INDEX,
    LIST,
    LOG,
    READ,
    RECORD,
    REQUEST,
    TOLD,
    TRANSITION,
    WRITE,
    Usage,
    invocations,
    total,
)


@pytest.fixture(scope="module")
def found() -> Mapping[Step, Usage]:
    return {each.step: each.usage for each in play(MODES, ["happy"])}


def test_an_ordinary_order_uses_no_more_than_the_file_says(found: Mapping[Step, Usage]) -> None:
    known = read_golden(PATH.read_text("utf-8"))
    assert {step.name for step in found} == {"create", "pay", "ship", "deliver", "release"}
    assert not [str(each) for each in differences(known, found) if each.is_more]


@pytest.mark.parametrize("mode", MODES, ids=lambda mode: mode.name)
def test_no_seam_has_stopped_counting(found: Mapping[Step, Usage], mode: Mode) -> None:
    order = total(usage for step, usage in found.items() if step.mode == mode.name)
    counted = {what for what in order if what not in invocations(order)}
    machines = set() if mode.sweeps else {TRANSITION}
    assert counted == {WRITE, LIST, TOLD, INDEX, READ, RECORD, LOG, REQUEST} | machines
    invoked = {what.partition("@")[0] for what in invocations(order)}
    assert invoked >= {"authorizer", "storefront", "callbacks", "stream"}
