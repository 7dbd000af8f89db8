"""The storefront's API: orders, their facts, returns, refunds and referral links."""

import os

from shared.bootstrap import WiredPorts, open_secrets
from shared.edge.http.serve import serve
from shared.edge.network import storefront_views as bindings
from shared.edge.orders import list_views as order_lists
from shared.edge.orders import views as orders
from shared.edge.service import docs_views as docs
from shared.edge.service import views as service
from shared.edge.settings import Settings

ROOMS = (
    orders,
    order_lists,
    bindings,
    service,
    docs,
)

settings = Settings(dict(os.environ))
app = serve("storefront", WiredPorts(settings), settings, ROOMS, open_secrets)
