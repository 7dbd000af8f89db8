"""What payments, refunds and transfers at the stand-in share: memory, orders, clock, outbox."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from infra.local.wechat.behaviour import Behaviour, Instructions
from infra.local.wechat.errors import AnswerLost, ApiError
from infra.local.wechat.keys import StandInKeys
from infra.local.wechat.outbox import Busy, Outbox, Schedule
from infra.local.wechat.records import Record, Records

CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Desk:
    """The tools of one stand-in."""

    keys: StandInKeys
    records: Records
    instructions: Instructions
    outbox: Outbox
    business_now: Callable[[], datetime]

    def now(self) -> str:
        """The business time, as the channel writes times."""
        return self.business_now().astimezone(CHINA).isoformat(timespec="seconds")

    def known(self, kind: str, number: str) -> Record:
        """The record; raises ApiError RESOURCE_NOT_EXISTS when there is none."""
        record = self.records.get(kind, number)
        if record is None:
            raise ApiError(404, "RESOURCE_NOT_EXISTS", f"no {kind} {number}")
        return record

    def check_app(self, app_id: str) -> None:
        """Raise ApiError unless it is one of the merchant's apps."""
        if app_id not in self.keys.app_ids:
            raise ApiError(400, "APPID_MCHID_NOT_MATCH", "appid and mchid do not match")


def open_desk(
    keys: StandInKeys,
    data_dir: Path | None,
    business_now: Callable[[], datetime],
    schedule: Schedule | None,
    busy: Busy,
) -> Desk:
    """A desk that remembers what an earlier one in the same directory did."""
    records = Records(data_dir)
    instructions = Instructions(records)
    outbox = Outbox(keys, records, instructions, schedule, busy)
    return Desk(keys, records, instructions, outbox, business_now)


class RequestBody(BaseModel):
    """A body as the channel takes it: unknown fields and wrong types are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


Body = TypeVar("Body", bound=RequestBody)


def parsed(model: type[Body], body: bytes) -> Body:
    """The body as `model`; raises ApiError PARAM_ERROR naming the fields that are wrong."""
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        fields = ", ".join(".".join(map(str, one["loc"])) or "body" for one in error.errors())
        raise ApiError(400, "PARAM_ERROR", f"wrong or missing: {fields}") from error


def check_same(record: Record, asked: Mapping[str, Any], code: str) -> None:
    """Raise ApiError `code` when a number comes again with other parameters."""
    if record["asked"] != asked:
        raise ApiError(400, code, "this number was used with other parameters")


def unless_lost(behaviour: Behaviour | None, answer: Record) -> Record:
    """The answer, or AnswerLost when the instruction was to accept and then say nothing."""
    if behaviour == "time_out":
        raise AnswerLost
    return answer
