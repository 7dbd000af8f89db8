"""The channel's own routes: signed requests in, signed answers out."""

import json
import re
import secrets
from collections.abc import Callable
from urllib.parse import unquote

from infra.local.http.exchange import AnswerWithheld
from infra.local.http.message import Request, Response, last_values
from infra.local.wechat.desk import Desk
from infra.local.wechat.errors import AnswerLost, ApiError
from infra.local.wechat.payments import Payments
from infra.local.wechat.records import Record
from infra.local.wechat.refunds import Refunds
from infra.local.wechat.signing import signed_headers, verify_request
from infra.local.wechat.transfers import Transfers

Operation = Callable[..., Record]

TRADES = "/v3/pay/transactions"
TRADE = f"{TRADES}/out-trade-no/([^/]+)"
REFUNDS = "/v3/refund/domestic/refunds"
BILLS = "/v3/fund-app/mch-transfer/transfer-bills"
BILL = f"{BILLS}/out-bill-no/([^/]+)"


class Gateway:
    """Answers as WeChat Pay v3 does, one request at a time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        payments, refunds, transfers = Payments(desk), Refunds(desk), Transfers(desk)
        self._operations: dict[str, Operation] = {
            f"POST {TRADES}/native": lambda request: payments.prepay("NATIVE", request.body),
            f"POST {TRADES}/jsapi": lambda request: payments.prepay("JSAPI", request.body),
            f"POST {TRADES}/h5": lambda request: payments.prepay("MWEB", request.body),
            f"POST {TRADE}/close": lambda request, number: payments.close(number, request.body),
            f"GET {TRADE}": lambda request, number: payments.query(
                number, last_values(request.query).get("mchid", "")
            ),
            f"POST {REFUNDS}": lambda request: refunds.create(request.body),
            f"GET {REFUNDS}/([^/]+)": lambda _, number: refunds.query(number),
            f"POST {BILLS}": lambda request: transfers.create(
                request.body, request.header("Wechatpay-Serial") or ""
            ),
            f"GET {BILL}": lambda _, number: transfers.query(number),
            f"POST {BILL}/cancel": lambda _, number: transfers.cancel(number),
        }

    def answer(self, request: Request) -> Response:
        """The signed answer, by the key that the request names; a lost one is withheld."""
        key_id = request.header("Wechatpay-Serial") or ""
        try:
            record = self._operate(request)
        except ApiError as error:
            return self._signed(error.status, error.content, key_id)
        except AnswerLost as lost:
            raise AnswerWithheld from lost
        return self._signed(200 if record else 204, record, key_id)

    def _operate(self, request: Request) -> Record:
        operation, numbers = self._found(request)
        verify_request(
            self._desk.keys,
            request.method,
            request.target,
            request.header("Authorization") or "",
            request.body,
        )
        with self._desk.records.together():
            return operation(request, *numbers)

    def _found(self, request: Request) -> tuple[Operation, list[str]]:
        for route, operation in self._operations.items():
            if found := re.fullmatch(route, f"{request.method} {request.path}"):
                return operation, [unquote(number) for number in found.groups()]
        raise ApiError(404, "NOT_FOUND", "no such route")

    def _signed(self, status: int, record: Record, key_id: str) -> Response:
        """An answer that is the channel's word; an empty record has no body."""
        body = json.dumps(record, ensure_ascii=False).encode() if record else b""
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Request-ID": secrets.token_hex(16),
            **signed_headers(self._desk.keys, body, key_id),
        }
        return Response(status, tuple(headers.items()), body)
