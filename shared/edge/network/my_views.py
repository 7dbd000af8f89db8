"""What a distributor does in the network: his upline, his links."""

from shared.edge.callers.access import DISTRIBUTOR
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.network.my_messages import LinkReceipt, NewLink, UplineView
from shared.usecases.network import links, network


@view("GET", "/v1/me/upline", roles=DISTRIBUTOR, zh="我的上级")
def read_upline(request: Request[None]) -> UplineView:
    """Read who stands above me, and since when."""
    mine = network.relation_of(request.ports, request.principal.id)
    return UplineView(upline=mine.upline, since=mine.at)


@view("POST", "/v1/me/links", roles=DISTRIBUTOR, zh="生成推广链接", status=201)
def create_link(request: Request[NewLink | None]) -> LinkReceipt:
    """Make a referral link that binds buyers to me, perhaps with a rate of my own."""
    rate_bp = request.body.rate_bp if request.body else None
    link = links.create_link(request.ports, request.command, request.principal.id, rate_bp)
    url = f"{request.site.settings.public_base_url}/r/{link.code}"
    return LinkReceipt(code=link.code, url=url, rate_bp=link.rate_bp)
