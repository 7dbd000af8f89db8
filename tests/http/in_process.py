"""An API with an order, asked in this process: cheap enough for thousands of questions."""

from collections.abc import Sequence

from fenrun.client.signing import canonical_url
from infra.local.api.gateway import Gateway
from infra.local.http.message import Request, Response
from infra.openapi.conformity import Description
from infra.openapi.written import described
from tests.http.api_bench import Api

PEOPLE = {"auditor": "fin", "distributor": "A", "finance": "fin", "operator": "ops"}
DOCUMENT = described().document


class Bench:
    """An API with an order, asked in this process."""

    def __init__(self, api: Api) -> None:
        self.api = api
        self.gateway: Gateway = api.laptop.cloud._gateway()
        self.known = {"order_id": api.place(), "distributor_id": "A", "buyer": "X"}
        self.known |= {"code": api.code, "number": "0", "period": "2025-03", "account": "icbc"}
        self.description = Description(DOCUMENT)

    def ask(self, method: str, target: str, roles: Sequence[str], raw: bytes, key: str) -> Response:
        who = "shop" if "storefront" in roles else PEOPLE[roles[0]] if roles else None
        url = canonical_url(self.api.stack.url + target)
        target = url.removeprefix(self.api.stack.url)
        known = self.api.headers_of(who, method, target, raw, key) if who else {}
        headers = {"content-type": "application/json", **known}
        return self.gateway.handle(Request(method, target, tuple(headers.items()), raw))
