"""Referral links in lists: all for staff."""

from typing import Final

from shared.domain.network.people import PayeeId
from shared.edge.callers.access import STAFF
from shared.edge.http.query import (
    AFTER,
    SPAN,
    USUAL_DAYS,
    Query,
    bounds_of,
    place_asked,
    span_asked,
)
from shared.edge.http.request import Request
from shared.edge.http.view import view
from shared.edge.network.link_messages import Links
from shared.usecases.day_lists import begun_with
from shared.usecases.network import find_links

LINKS: Final[Query] = {"distributor": PayeeId, **SPAN, **AFTER}


@view("GET", "/v1/links", roles=STAFF, zh="推广链接列表", query=LINKS)
def list_links(request: Request[None]) -> Links:
    """List referral links, the latest first; 30 days where nothing narrows it."""
    query, ports, after = request.query, request.ports, place_asked(request.query)
    whose = query.get("distributor")
    if whose is None:
        span = begun_with(span_asked(query, ports.clock.now(), days=USUAL_DAYS), after)
        page = find_links.links_made(ports, span, after)
    else:
        span = span_asked(query, ports.clock.now())
        page = find_links.links_of(ports, whose, span, after)
    base_url = request.site.settings.public_base_url
    return Links.at(base_url, bounds_of(query, span), page)
