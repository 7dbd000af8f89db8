"""Whatever happens in whatever order: what a record has told stands, and every change is told."""

from typing import Any

from hypothesis import given, settings

from infra.scenarios.stage import Stage
from shared.domain.moments import HeadRecord, Moment
from tests.property.histories import histories
from tests.property.played import played, scenario_of, staged, steps

Lives = dict[str, tuple[Moment, ...]]


def lives(stage: Stage) -> Lives:
    return {record.about: record.moments for record in stage.store.all(HeadRecord)}


def states(stage: Stage) -> dict[str, object]:
    """What of a record's state no command may change without telling."""
    told = ("status", "lines", "commissions", "returns", "parts", "standing", "approved_at")
    return {
        record.about: [getattr(record, name, None) for name in told]
        for record in stage.store.all(HeadRecord)
    }


@settings(max_examples=100)
@given(histories())
def test_each_command_leaves_the_old_moments_as_a_prefix(history: list[dict[str, Any]]) -> None:
    scenario = scenario_of(history, policy={"payout": {"max_part": "5.00"}})
    stage = staged(scenario)
    before, stood = lives(stage), states(stage)
    for _ in steps(stage, scenario):
        after, stands = lives(stage), states(stage)
        for subject, moments in before.items():
            assert after[subject][: len(moments)] == moments
            if stands[subject] != stood[subject]:
                assert len(after[subject]) > len(moments), subject
        before, stood = after, stands


@settings(max_examples=30)
@given(histories())
def test_moments_are_recorded_in_their_order_and_never_before_they_took_effect(
    history: list[dict[str, Any]],
) -> None:
    for moments in lives(played(scenario_of(history))).values():
        recorded = [moment.known_at for moment in moments]
        assert recorded == sorted(recorded)
        assert all(moment.at <= moment.known_at for moment in moments)


@settings(max_examples=30)
@given(histories())
def test_a_record_tells_only_what_its_kind_may_tell(history: list[dict[str, Any]]) -> None:
    for record in played(scenario_of(history)).store.all(HeadRecord):
        assert {moment.code for moment in record.moments} <= record.codes
