"""Transfers at the stand-in: they wait until the payee confirms, unless told otherwise."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from infra.local.wechat.desk import Desk, RequestBody, check_same, parsed, unless_lost
from infra.local.wechat.errors import ApiError
from infra.local.wechat.prepay import Fen, NotifyUrl
from infra.local.wechat.records import Record
from infra.local.wechat.signing import decrypt_name

KIND = "transfer"
REAL_NAME_FROM_FEN = 200_000
CONFIRM_WITHIN = timedelta(hours=24)
REMEMBERED = timedelta(days=30)
BillNumber = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{1,32}$")]
Text = Annotated[str, StringConstraints(min_length=1)]
End = Literal["SUCCESS", "FAIL", "CANCELLED"]


class SceneReport(RequestBody):
    """Why money is transferred, as the scene demands."""

    info_type: Text
    info_content: Text


class CreateTransfer(RequestBody):
    """The request to pay a payee."""

    appid: str
    out_bill_no: BillNumber
    transfer_scene_id: Text
    openid: Text
    user_name: str | None = None
    transfer_amount: Fen
    transfer_remark: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    notify_url: NotifyUrl
    transfer_scene_report_infos: Annotated[list[SceneReport], Field(min_length=1)]


class Transfers:
    """Transfers by the merchant's bill number."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def create(self, body: bytes, key_id: str) -> Record:
        """Accept a transfer; `key_id` names the key that the payee's name is encrypted with."""
        asked = parsed(CreateTransfer, body)
        self._desk.check_app(asked.appid)
        terms = self._terms(asked, key_id)
        number = asked.out_bill_no
        behaviour = self._desk.instructions.next_answer("transfer", number)
        record = self._desk.records.get(KIND, number)
        if record is not None:
            check_same(record, terms, "INVALID_REQUEST")
            return unless_lost(behaviour, self._created(number, self._current(number)))
        record = self._accepted(number, terms)
        if behaviour in {"success", "failure"}:
            self._end(number, "SUCCESS" if behaviour == "success" else "FAIL")
        return unless_lost(behaviour, self._created(number, record))

    def query(self, number: str) -> Record:
        """Where the transfer stands; forgotten after 30 days."""
        self._desk.instructions.next_answer("query", number)
        record = self._current(number)
        if self._age(record) > REMEMBERED:
            raise ApiError(404, "NOT_FOUND", "older than 30 days")
        return self._view(number, record)

    def cancel(self, number: str) -> Record:
        """Begin to cancel what the payee has not confirmed; it is done right after."""
        behaviour = self._desk.instructions.next_answer("cancel", number)
        record = self._current(number)
        cancelling = {"CANCELING", "CANCELLED"}
        if behaviour == "failure" or record["state"] not in cancelling | {"WAIT_USER_CONFIRM"}:
            raise ApiError(400, "INVALID_REQUEST", "too late to cancel")
        if record["state"] == "WAIT_USER_CONFIRM":
            record = self._moved(number, record, "CANCELING")
            if behaviour != "wait":
                self._end(number, "CANCELLED")
        names = ("out_bill_no", "transfer_bill_no", "state", "update_time")
        view = self._view(number, record)
        return unless_lost(behaviour, {key: view[key] for key in names})

    def confirm(self, number: str) -> Record:
        """The payee takes the money."""
        return self._decide(number, "SUCCESS", None)

    def decline(self, number: str) -> Record:
        """The payee does not want the money."""
        return self._decide(number, "FAIL", "PAYEE_REFUSED")

    def finish(self, number: str, end: End) -> Record:
        """A transfer or cancellation under way ends, and the merchant gets a notice."""
        if self._current(number)["state"] in {"SUCCESS", "FAIL", "CANCELLED"}:
            raise ApiError(400, "INVALID_REQUEST", "the transfer has ended")
        return self._end(number, end)

    def _decide(self, number: str, end: End, reason: str | None) -> Record:
        state = self._current(number)["state"]
        if state != "WAIT_USER_CONFIRM":
            raise ApiError(400, "INVALID_REQUEST", f"nothing to decide: the transfer is {state}")
        return self._end(number, end, reason)

    def _terms(self, asked: CreateTransfer, key_id: str) -> Record:
        if asked.transfer_amount >= REAL_NAME_FROM_FEN and asked.user_name is None:
            raise ApiError(400, "PARAM_ERROR", "user_name is required from 2,000 yuan")
        terms = asked.model_dump(mode="json")
        if asked.user_name is not None:
            # Every encryption looks different: the name itself tells whether two requests differ.
            name = decrypt_name(self._desk.keys, key_id, asked.user_name)
            terms["user_name"] = sha256(name.encode()).hexdigest()
        return terms

    def _accepted(self, number: str, terms: Record) -> Record:
        record: Record = {
            "asked": terms,
            "state": "WAIT_USER_CONFIRM",
            "transfer_bill_no": f"13{self._desk.records.count(KIND):035d}",
            "package_info": f"confirm={number}",
            "create_time": self._desk.now(),
            "update_time": self._desk.now(),
        }
        self._desk.records.put(KIND, number, record)
        return record

    def _current(self, number: str) -> Record:
        record = self._desk.known(KIND, number)
        if record["state"] == "WAIT_USER_CONFIRM" and self._age(record) >= CONFIRM_WITHIN:
            self._end(number, "FAIL", "OVERDUE_CLOSE")
            return self._desk.known(KIND, number)
        return record

    def _age(self, record: Record) -> timedelta:
        return self._desk.business_now() - datetime.fromisoformat(record["create_time"])

    def _end(self, number: str, end: End, reason: str | None = None) -> Record:
        record = self._desk.known(KIND, number)
        if end == "FAIL":
            record["fail_reason"] = reason or "PAYEE_ACCOUNT_ABNORMAL"
        record = self._moved(number, record, end)
        content = self._view(number, record) | {"mch_id": self._desk.keys.mch_id}
        self._desk.outbox.announce(
            "MCHTRANSFER.BILL.FINISHED",
            "mch_payment",
            record["asked"]["notify_url"],
            number,
            content,
        )
        return self._view(number, record)

    def _moved(self, number: str, record: Record, state: str) -> Record:
        moved = record | {"state": state, "update_time": self._desk.now()}
        self._desk.records.put(KIND, number, moved)
        return moved

    def _created(self, number: str, record: Record) -> Record:
        names = ["out_bill_no", "transfer_bill_no", "create_time", "state"]
        view = self._view(number, record)
        if record["state"] == "WAIT_USER_CONFIRM":
            view["package_info"] = record["package_info"]
            names.append("package_info")
        return {key: view[key] for key in names}

    def _view(self, number: str, record: Record) -> Record:
        asked = record["asked"]
        kept = ("transfer_bill_no", "state", "fail_reason", "create_time", "update_time")
        return {
            "out_bill_no": number,
            "appid": asked["appid"],
            "openid": asked["openid"],
            "transfer_amount": asked["transfer_amount"],
            "transfer_remark": asked["transfer_remark"],
        } | {key: record[key] for key in kept if key in record}
