"""Payments at the stand-in: an order is prepaid, then paid by a customer, or closed."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field, StringConstraints

from infra.local.wechat.desk import Desk, RequestBody, check_same, parsed, unless_lost
from infra.local.wechat.errors import ApiError
from infra.local.wechat.records import Record

KIND = "payment"
TradeNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_\-|*@]{6,32}$")]
NotifyUrl = Annotated[str, StringConstraints(pattern=r"^https?://[^?#]+$", max_length=255)]
Fen = Annotated[int, Field(gt=0)]


class Amount(RequestBody):
    """What an order costs, in fen."""

    total: Fen
    currency: Literal["CNY"] = "CNY"


class Prepay(RequestBody):
    """The request for a code to pay with."""

    appid: str
    mchid: str
    out_trade_no: TradeNumber
    description: Annotated[str, StringConstraints(min_length=1, max_length=127)]
    notify_url: NotifyUrl
    amount: Amount
    time_expire: AwareDatetime | None = None


class Close(RequestBody):
    """The request to let nobody pay any more."""

    mchid: str


class Payments:
    """Payments by the merchant's order number."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def prepay(self, body: bytes) -> Record:
        """Accept an order and answer its code; the same request again gets the same answer."""
        asked = parsed(Prepay, body)
        self._desk.check_app(asked.appid)
        self._check_merchant(asked.mchid)
        behaviour = self._desk.instructions.next_answer("prepay", asked.out_trade_no)
        if behaviour == "failure":
            raise ApiError(403, "RULE_LIMIT", "not allowed, as told")
        record = self._accepted(asked)
        return unless_lost(behaviour, {"code_url": record["code_url"]})

    def close(self, number: str, body: bytes) -> Record:
        """Close an unpaid order; closing it again changes nothing."""
        self._check_merchant(parsed(Close, body).mchid)
        behaviour = self._desk.instructions.next_answer("close", number)
        record = self._desk.known(KIND, number)
        if behaviour == "failure":
            raise ApiError(400, "TRADE_ERROR", "cannot be closed, as told")
        if record["trade_state"] not in {"NOTPAY", "CLOSED"}:
            raise ApiError(400, "ORDERPAID", "the order is paid")
        self._desk.records.put(KIND, number, {**record, "trade_state": "CLOSED"})
        return unless_lost(behaviour, {})

    def query(self, number: str, mch_id: str) -> Record:
        """Where the payment stands."""
        self._check_merchant(mch_id)
        self._desk.instructions.next_answer("query", number)
        return self._view(number, self._desk.known(KIND, number))

    def pay(self, number: str, amount_fen: int | None, notify_url: str | None) -> Record:
        """The customer pays the amount asked, or another one; raises ApiError when he cannot.

        An order that was never prepaid needs an amount and an address for the notice.
        """
        record = self._desk.records.get(KIND, number) or self._walk_in(amount_fen, notify_url)
        self._check_payable(record)
        paid = record | {
            "trade_state": "SUCCESS",
            "paid_fen": amount_fen or record["asked"]["amount"]["total"],
            "success_time": self._desk.now(),
            "transaction_id": f"42{self._desk.records.count('transaction'):026d}",
        }
        self._desk.records.put("transaction", paid["transaction_id"], {"number": number})
        self._desk.records.put(KIND, number, paid)
        view = self._view(number, paid)
        notice = view | {"create_time": paid["success_time"]}
        url = paid["asked"]["notify_url"]
        self._desk.outbox.announce("TRANSACTION.SUCCESS", "transaction", url, number, notice)
        return view

    def _accepted(self, asked: Prepay) -> Record:
        terms = asked.model_dump(mode="json")
        record = self._desk.records.get(KIND, asked.out_trade_no)
        if record is not None:
            check_same(record, terms, "OUT_TRADE_NO_USED")
            self._check_payable(record)
            return record
        record = {
            "asked": terms,
            "trade_state": "NOTPAY",
            "code_url": f"weixin://wxpay/bizpayurl?pr={asked.out_trade_no}",
        }
        self._check_payable(record)
        self._desk.records.put(KIND, asked.out_trade_no, record)
        return record

    def _check_payable(self, record: Record) -> None:
        if record["trade_state"] == "CLOSED":
            raise ApiError(400, "ORDER_CLOSED", "the order is closed")
        if record["trade_state"] != "NOTPAY":
            raise ApiError(400, "ORDERPAID", "the order is paid")
        expires = record["asked"]["time_expire"]
        if expires and datetime.fromisoformat(expires) <= self._desk.business_now():
            raise ApiError(400, "PARAM_ERROR", "the time to pay is over")

    def _walk_in(self, amount_fen: int | None, notify_url: str | None) -> Record:
        if amount_fen is None or notify_url is None:
            raise ApiError(404, "ORDER_NOT_EXIST", "never prepaid: give amount_fen and notify_url")
        terms = {"amount": {"total": amount_fen}, "notify_url": notify_url, "time_expire": None}
        return {"asked": terms, "trade_state": "NOTPAY"}

    def _view(self, number: str, record: Record) -> Record:
        view: Record = {
            "appid": self._desk.keys.app_id,
            "mchid": self._desk.keys.mch_id,
            "out_trade_no": number,
            "trade_type": "NATIVE",
            "trade_state": record["trade_state"],
        }
        if "transaction_id" not in record:
            return view
        amount = {"total": record["paid_fen"], "payer_total": record["paid_fen"]}
        currencies = {"currency": "CNY", "payer_currency": "CNY"}
        paid = {key: record[key] for key in ("transaction_id", "success_time")}
        return view | paid | {"amount": amount | currencies}

    def _check_merchant(self, mch_id: str) -> None:
        if mch_id != self._desk.keys.mch_id:
            raise ApiError(400, "PARAM_ERROR", "not the merchant who signed")
