"""Refunds at the stand-in: accepted, then done, unless told otherwise."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from infra.local.wechat.desk import Desk, RequestBody, check_same, parsed, unless_lost
from infra.local.wechat.errors import ApiError
from infra.local.wechat.payments import KIND as PAYMENT
from infra.local.wechat.prepay import Fen, NotifyUrl, TradeNumber
from infra.local.wechat.records import Record

KIND = "refund"
RefundNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_\-|*@]{1,64}$")]
End = Literal["SUCCESS", "CLOSED", "ABNORMAL"]


class RefundAmount(RequestBody):
    """How much of the paid total goes back, in fen."""

    refund: Fen
    total: Fen
    currency: Literal["CNY"]


class CreateRefund(RequestBody):
    """The request to pay back."""

    out_refund_no: RefundNumber
    out_trade_no: TradeNumber
    amount: RefundAmount
    reason: Annotated[str, Field(max_length=80)] | None = None
    notify_url: NotifyUrl


class Refunds:
    """Refunds by the merchant's refund number."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def create(self, body: bytes) -> Record:
        """Accept a refund; it is PROCESSING in the answer and done right after."""
        asked = parsed(CreateRefund, body)
        number = asked.out_refund_no
        behaviour = self._desk.instructions.next_answer("refund", number)
        record = self._desk.records.get(KIND, number)
        if record is not None:
            check_same(record, asked.model_dump(mode="json"), "INVALID_REQUEST")
            return unless_lost(behaviour, self._view(number, record))
        record = self._accepted(asked)
        if behaviour != "wait":
            self.finish(number, "ABNORMAL" if behaviour == "failure" else "SUCCESS")
        return unless_lost(behaviour, self._view(number, record))

    def query(self, number: str) -> Record:
        """Where the refund stands."""
        self._desk.instructions.next_answer("query", number)
        return self._view(number, self._desk.known(KIND, number))

    def finish(self, number: str, end: End) -> Record:
        """A refund under way ends, and the merchant gets a notice."""
        record = self._desk.known(KIND, number)
        if record["status"] != "PROCESSING":
            raise ApiError(400, "INVALID_REQUEST", "the refund has ended")
        record = record | {"status": end, "success_time": self._desk.now()}
        self._desk.records.put(KIND, number, record)
        if end == "SUCCESS":
            self._mark_payment(record["asked"]["out_trade_no"])
        self._announce(number, record)
        return self._view(number, record)

    def _accepted(self, asked: CreateRefund) -> Record:
        payment = self._desk.known(PAYMENT, asked.out_trade_no)
        if payment["trade_state"] not in {"SUCCESS", "REFUND"}:
            raise ApiError(400, "INVALID_REQUEST", "the order is not paid")
        if payment["paid_fen"] != asked.amount.total:
            raise ApiError(400, "INVALID_REQUEST", "the total is not what was paid")
        if self._promised(asked.out_trade_no) + asked.amount.refund > asked.amount.total:
            raise ApiError(400, "INVALID_REQUEST", "more than was paid")
        record = {
            "asked": asked.model_dump(mode="json"),
            "status": "PROCESSING",
            "refund_id": f"50{self._desk.records.count(KIND):026d}",
            "transaction_id": payment["transaction_id"],
            "create_time": self._desk.now(),
        }
        self._desk.records.put(KIND, asked.out_refund_no, record)
        return record

    def _promised(self, trade_number: str) -> int:
        return sum(
            record["asked"]["amount"]["refund"]
            for record in self._desk.records.all(KIND).values()
            if record["asked"]["out_trade_no"] == trade_number and record["status"] != "CLOSED"
        )

    def _mark_payment(self, trade_number: str) -> None:
        payment = self._desk.known(PAYMENT, trade_number)
        self._desk.records.put(PAYMENT, trade_number, payment | {"trade_state": "REFUND"})

    def _announce(self, number: str, record: Record) -> None:
        view = {key: value for key, value in self._view(number, record).items() if key != "status"}
        content = view | {
            "mchid": self._desk.keys.mch_id,
            "refund_status": record["status"],
            "create_time": record["success_time"],
        }
        event = f"REFUND.{record['status']}"
        self._desk.outbox.announce(event, "refund", record["asked"]["notify_url"], number, content)

    def _view(self, number: str, record: Record) -> Record:
        asked = record["asked"]
        view = {"out_refund_no": number, "out_trade_no": asked["out_trade_no"]}
        kept = ("refund_id", "transaction_id", "status", "create_time", "success_time")
        amount = asked["amount"] | {"payer_refund": asked["amount"]["refund"]}
        return view | {key: record[key] for key in kept if key in record} | {"amount": amount}
