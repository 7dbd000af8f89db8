"""What storefronts say of their buyers."""

from shared.edge.callers.access import STOREFRONT
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.network.binding_messages import Bind, BindingReceipt
from shared.usecases.network import bind, links


@view("POST", "/v1/bindings", roles=STOREFRONT, zh="绑定推广关系", status=201)
def bind_buyer(request: Request[Bind]) -> BindingReceipt:
    """Bind a buyer to the distributor behind a referral code."""
    buyer = request.body.buyer
    promoter = links.resolve_code(request.ports.store, request.body.code).distributor
    bind.bind_buyer(request.ports, request.command, buyer, promoter)
    return BindingReceipt(buyer=buyer, promoter=promoter)
