"""The stand-in's own routes, under /_stand_in/: its acts over HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infra.local.http.message import Request, Response
from infra.local.wechat.acts import Acts
from infra.local.wechat.behaviour import Instruction
from infra.local.wechat.errors import ApiError
from infra.local.wechat.records import Record
from infra.local.wechat.refunds import End as RefundEnd
from infra.local.wechat.transfers import End as TransferEnd

PREFIX = "/_stand_in/"


class Control(BaseModel):
    """What a control route is told; by itself it asks for nothing."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    def act(self, acts: Acts) -> Record | None:
        """Do it, and give the record that it changed if it is about one."""
        raise NotImplementedError


class Pay(Control):
    """Pay an order, the amount it asks for or another."""

    order_id: str
    amount_fen: int | None = Field(default=None, gt=0)

    def act(self, acts: Acts) -> Record:
        return acts.pay(self.order_id, self.amount_fen)


class Confirm(Control):
    """Take the money of a transfer."""

    bill_no: str

    def act(self, acts: Acts) -> Record:
        return acts.confirm(self.bill_no)


class Decline(Control):
    """Refuse the money of a transfer."""

    bill_no: str

    def act(self, acts: Acts) -> Record:
        return acts.decline(self.bill_no)


class FinishRefund(Control):
    """End a refund that waits."""

    refund_no: str
    end: RefundEnd = "SUCCESS"

    def act(self, acts: Acts) -> Record:
        return acts.finish_refund(self.refund_no, self.end)


class FinishTransfer(Control):
    """End a transfer or a cancellation that waits."""

    bill_no: str
    end: TransferEnd

    def act(self, acts: Acts) -> Record:
        return acts.finish_transfer(self.bill_no, self.end)


class Behave(Instruction, Control):
    """Queue an instruction."""

    def act(self, acts: Acts) -> None:
        acts.instruct(self)


class BehaveWell(Control):
    """Forget all instructions."""

    def act(self, acts: Acts) -> None:
        acts.behave_well()


class ChangeKey(Control):
    """Sign notices with the channel's next key."""

    def act(self, acts: Acts) -> None:
        acts.change_key()


class Redeliver(Control):
    """Send every undelivered notice now."""

    def act(self, acts: Acts) -> None:
        acts.redeliver()


CONTROLS: Mapping[str, type[Control]] = {
    "pay": Pay,
    "confirm": Confirm,
    "decline": Decline,
    "finish_refund": FinishRefund,
    "finish_transfer": FinishTransfer,
    "behave": Behave,
    "behave_well": BehaveWell,
    "change_key": ChangeKey,
    "redeliver": Redeliver,
}


def answer_control(acts: Acts, request: Request) -> Response:
    """POST one of CONTROLS with a JSON body, or GET state; 400 with the reason when it fails."""
    try:
        return Response.of_json(200, _act(acts, request))
    except ApiError as error:
        return Response.of_json(error.status, error.content)
    except ValidationError as error:
        return Response.of_json(400, {"code": "PARAM_ERROR", "message": str(error)})


def _act(acts: Acts, request: Request) -> Record:
    action = request.path.removeprefix(PREFIX)
    if (request.method, action) == ("GET", "state"):
        return dict(acts.state())
    if request.method != "POST":
        raise ApiError(405, "METHOD_NOT_ALLOWED", "GET only /_stand_in/state; POST the others")
    if action not in CONTROLS:
        raise ApiError(404, "NOT_FOUND", f"there are: {', '.join(CONTROLS)}")
    told = CONTROLS[action].model_validate_json(request.body or b"{}")
    return told.act(acts) or {"done": action}
