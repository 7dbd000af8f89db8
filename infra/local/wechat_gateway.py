"""The channel's own routes: signed requests in, signed answers out."""

import json
import secrets
import socket
from collections.abc import Callable

from werkzeug.wrappers import Request, Response

from infra.local.wechat_desk import Desk
from infra.local.wechat_errors import AnswerLost, ApiError
from infra.local.wechat_payments import Payments
from infra.local.wechat_records import Record
from infra.local.wechat_refunds import Refunds
from infra.local.wechat_signing import signed_headers, verify_request
from infra.local.wechat_transfers import Transfers

Operation = Callable[..., Record]


class Gateway:
    """Answers as WeChat Pay v3 does, one request at a time."""

    def __init__(
        self, desk: Desk, payments: Payments, refunds: Refunds, transfers: Transfers
    ) -> None:
        self._desk = desk
        self._payments = payments
        self._refunds = refunds
        self._transfers = transfers
        self._operations = self._named()

    def _named(self) -> dict[str, Operation]:
        return {
            "prepay": lambda request: self._payments.prepay(request.get_data()),
            "close": lambda request, number: self._payments.close(number, request.get_data()),
            "query": lambda request, number: self._payments.query(
                number, request.args.get("mchid", "")
            ),
            "refund": lambda request: self._refunds.create(request.get_data()),
            "query_refund": lambda _, number: self._refunds.query(number),
            "transfer": lambda request: self._transfers.create(
                request.get_data(), request.headers.get("Wechatpay-Serial", "")
            ),
            "query_transfer": lambda _, number: self._transfers.query(number),
            "cancel_transfer": lambda _, number: self._transfers.cancel(number),
        }

    def answer(self, route: str, request: Request, **numbers: str) -> Response:
        """The signed answer of a route; a lost one ends in a broken connection."""
        try:
            self._verify(request)
            with self._desk.records.together():
                record = self._operations[route](request, **numbers)
        except ApiError as error:
            return self.signed(error.status, {"code": error.code, "message": error.message})
        except AnswerLost:
            _hang_up(request)
            return Response()
        return self.signed(200 if record else 204, record)

    def signed(self, status: int, record: Record) -> Response:
        """An answer that is the channel's word; an empty record has no body."""
        body = json.dumps(record, ensure_ascii=False).encode() if record else b""
        headers = signed_headers(self._desk.keys, body) | {"Request-ID": secrets.token_hex(16)}
        return Response(body, status, headers, content_type="application/json; charset=utf-8")

    def _verify(self, request: Request) -> None:
        authorization = request.headers.get("Authorization", "")
        target = request.environ["RAW_URI"]
        body = request.get_data()
        verify_request(self._desk.keys, request.method, target, authorization, body)


def _hang_up(request: Request) -> None:
    connection: socket.socket = request.environ["werkzeug.socket"]
    connection.shutdown(socket.SHUT_RDWR)
