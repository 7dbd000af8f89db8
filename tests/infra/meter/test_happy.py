"""An order of three payees uses no more of AWS than the file says; `make meter` plays the rest."""

from infra.meter.golden import PATH, differences, read_golden
from infra.meter.modes import MODES
from infra.meter.play import play


def test_an_ordinary_order_uses_no_more_than_the_file_says() -> None:
    found = {each.step: each.usage for each in play(MODES, ["happy"])}
    known = read_golden(PATH.read_text("utf-8"))
    assert {step.name for step in found} == {"create", "pay", "ship", "deliver", "release"}
    assert not [str(each) for each in differences(known, found) if each.is_more]
