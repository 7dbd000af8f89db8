"""What a distributor does in the network: his upline, his links."""

from shared.edge.callers.access import DISTRIBUTOR
from shared.edge.http.query import AFTER, SPAN, bounds_of, place_asked, span_asked
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.network.link_messages import Links, link_url
from shared.edge.network.my_messages import LinkReceipt, NewLink, UplineView
from shared.usecases.network import find_links, links, network
from shared.usecases.reading import require_distributor


@view("GET", "/v1/me/upline", roles=DISTRIBUTOR, zh="我的上级")
def read_upline(request: Request[None]) -> UplineView:
    """Read who stands above me, and since when."""
    mine = network.relation_of(request.ports, request.principal.id)
    return UplineView(upline=mine.upline, since=mine.at)


@view("GET", "/v1/me/links", roles=DISTRIBUTOR, zh="我的推广链接", query={**SPAN, **AFTER})
def list_my_links(request: Request[None]) -> Links:
    """List my referral links, the latest first; all of them where `from` is left out."""
    me = require_distributor(request.ports, request.principal.id).id
    span = span_asked(request.query, request.ports.clock.now())
    page = find_links.links_of(request.ports, me, span, place_asked(request.query))
    base_url = request.site.settings.public_base_url
    return Links.at(base_url, bounds_of(request.query, span), page)


@view("POST", "/v1/me/links", roles=DISTRIBUTOR, zh="生成推广链接", status=201)
def create_link(request: Request[NewLink]) -> LinkReceipt:
    """Make a referral link that binds buyers to me, perhaps with a rate of my own."""
    by, rate_bp = request.principal.id, request.body.rate_bp
    link = links.create_link(request.ports, request.command, by, rate_bp)
    url = link_url(request.site.settings.public_base_url, link.code)
    return LinkReceipt(code=link.code, url=url, rate_bp=link.rate_bp)
