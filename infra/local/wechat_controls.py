"""The stand-in's own routes, under /_stand_in/: what customers, payees and testers do."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.wrappers import Request, Response

from infra.local.wechat_behaviour import Instruction
from infra.local.wechat_errors import ApiError
from infra.local.wechat_refunds import End as RefundEnd
from infra.local.wechat_transfers import End as TransferEnd

if TYPE_CHECKING:
    from infra.local.wechat_records import Record
    from infra.local.wechat_stand_in import WechatStandIn


class Control(BaseModel):
    """What a control route is told."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Pay(Control):
    """Pay an order, the amount it asks for or another."""

    order_id: str
    amount_fen: int | None = Field(default=None, gt=0)


class Bill(Control):
    """Decide about a transfer."""

    bill_no: str


class FinishRefund(Control):
    """End a refund that waits."""

    refund_no: str
    end: RefundEnd = "SUCCESS"


class FinishTransfer(Control):
    """End a transfer or a cancellation that waits."""

    bill_no: str
    end: TransferEnd


class Controls:
    """POST /_stand_in/{pay,confirm,decline,behave,...} with a JSON body; GET /_stand_in/state."""

    def __init__(self, stand_in: WechatStandIn) -> None:
        self._stand_in = stand_in

    def answer(self, request: Request, action: str) -> Response:
        """What was done, as JSON; 400 with the reason when it cannot be."""
        try:
            return _json(200, self._act(request.method, action, request.get_data() or b"{}"))
        except ApiError as error:
            return _json(error.status, {"code": error.code, "message": error.message})
        except ValidationError as error:
            return _json(400, {"code": "PARAM_ERROR", "message": str(error)})

    def _act(self, method: str, action: str, body: bytes) -> object:
        if (method, action) == ("GET", "state"):
            return self._stand_in.state()
        if method != "POST":
            raise ApiError(405, "METHOD_NOT_ALLOWED", "GET only /_stand_in/state; POST the others")
        return self._decide(action, body)

    def _decide(self, action: str, body: bytes) -> Record:
        match action:
            case "pay":
                pay = Pay.model_validate_json(body)
                return self._stand_in.pay(pay.order_id, pay.amount_fen)
            case "confirm":
                return self._stand_in.confirm(Bill.model_validate_json(body).bill_no)
            case "decline":
                return self._stand_in.decline(Bill.model_validate_json(body).bill_no)
            case _:
                return self._steer(action, body)

    def _steer(self, action: str, body: bytes) -> Record:
        match action:
            case "finish_refund":
                refund = FinishRefund.model_validate_json(body)
                return self._stand_in.finish_refund(refund.refund_no, refund.end)
            case "finish_transfer":
                transfer = FinishTransfer.model_validate_json(body)
                return self._stand_in.finish_transfer(transfer.bill_no, transfer.end)
            case "behave":
                self._stand_in.instruct(Instruction.model_validate_json(body))
            case "behave_well":
                self._stand_in.behave_well()
            case "redeliver":
                self._stand_in.redeliver()
            case _:
                raise ApiError(404, "NOT_FOUND", "pay, confirm, decline, finish_refund, ...")
        return {"done": action}


def _json(status: int, content: object) -> Response:
    return Response(json.dumps(content, ensure_ascii=False), status, mimetype="application/json")
