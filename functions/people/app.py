"""The network's API: distributors, their relations, and what is decided about each of them."""

import os

from shared.bootstrap import WiredPorts, open_secrets
from shared.edge.awards import views as awards
from shared.edge.http.serve import serve
from shared.edge.network import binding_views, conduct_views, link_views, transfer_views
from shared.edge.network import views as network
from shared.edge.settings import Settings

ROOMS = (
    network,
    transfer_views,
    link_views,
    binding_views,
    conduct_views,
    awards,
)

settings = Settings(dict(os.environ))
app = serve("people", WiredPorts(settings), settings, ROOMS, open_secrets)
