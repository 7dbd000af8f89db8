"""Payments at the stand-in: an order is prepaid, then paid by a customer, or closed."""

from infra.local.wechat.desk import Desk, RequestBody, check_same, parsed, unless_lost
from infra.local.wechat.errors import ApiError
from infra.local.wechat.prepay import (
    BODIES,
    Prepay,
    TradeType,
    link_is_over,
    link_of,
    time_is_over,
)
from infra.local.wechat.records import Record

KIND = "payment"


class Close(RequestBody):
    """The request to let nobody pay any more."""

    mchid: str


class Payments:
    """Payments by the merchant's order number."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def prepay(self, trade_type: TradeType, body: bytes) -> Record:
        """Accept an order and answer its link; the same request again gets the same answer."""
        asked = parsed(BODIES[trade_type], body)
        self._desk.check_app(asked.appid)
        self._check_merchant(asked.mchid)
        behaviour = self._desk.instructions.next_answer("prepay", asked.out_trade_no)
        if behaviour == "failure":
            raise ApiError(403, "RULE_LIMIT", "not allowed, as told")
        self._accept(trade_type, asked)
        return unless_lost(behaviour, link_of(trade_type, asked.out_trade_no))

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

        He uses the latest link of an order. One never prepaid needs an amount and an address for
        the notice.
        """
        number = self._latest(number)
        record = self._desk.records.get(KIND, number) or self._walk_in(amount_fen, notify_url)
        self._check_payable(record)
        if link_is_over(record, self._desk.business_now()):
            raise ApiError(400, "PARAM_ERROR", "the link is too old: ask for it again")
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

    def _accept(self, trade_type: TradeType, asked: Prepay) -> None:
        terms, number = asked.model_dump(mode="json", exclude_none=True), asked.out_trade_no
        now = self._desk.now()
        record = self._desk.records.get(KIND, number) or {
            "asked": terms,
            "trade_type": trade_type,
            "trade_state": "NOTPAY",
            "first_asked_at": now,
        }
        check_same(record, terms, "OUT_TRADE_NO_USED")
        self._check_payable(record)
        self._desk.records.put(KIND, number, {**record, "asked_at": now})

    def _check_payable(self, record: Record) -> None:
        if record["trade_state"] == "CLOSED":
            raise ApiError(400, "ORDER_CLOSED", "the order is closed")
        if record["trade_state"] != "NOTPAY":
            raise ApiError(400, "ORDERPAID", "the order is paid")
        if time_is_over(record, self._desk.business_now()):
            raise ApiError(400, "PARAM_ERROR", "the time to pay is over")

    def _latest(self, number: str) -> str:
        """The number of the latest link that an order's buyer was given."""
        others = self._desk.records.beginning(KIND, f"{number}-")
        return others[-1] if others else number

    def _walk_in(self, amount_fen: int | None, notify_url: str | None) -> Record:
        if amount_fen is None or notify_url is None:
            raise ApiError(404, "ORDER_NOT_EXIST", "never prepaid: give amount_fen and notify_url")
        terms = {"amount": {"total": amount_fen}, "notify_url": notify_url}
        return {"asked": terms, "trade_state": "NOTPAY"}

    def _view(self, number: str, record: Record) -> Record:
        view: Record = {
            "appid": record["asked"].get("appid", self._desk.keys.app_id),
            "mchid": self._desk.keys.mch_id,
            "out_trade_no": number,
            "trade_type": record.get("trade_type", "NATIVE"),
            "trade_state": record["trade_state"],
        }
        if "transaction_id" not in record:
            return view
        amount = {"total": record["paid_fen"], "payer_total": record["paid_fen"]}
        currencies = {"currency": "CNY", "payer_currency": "CNY"}
        paid = {key: record[key] for key in ("transaction_id", "success_time")}
        payer = {"payer": record["asked"]["payer"]} if "payer" in record["asked"] else {}
        return view | paid | payer | {"amount": amount | currencies}

    def _check_merchant(self, mch_id: str) -> None:
        if mch_id != self._desk.keys.mch_id:
            raise ApiError(400, "PARAM_ERROR", "not the merchant who signed")
