"""The distributor's API: his money, the reason of every fen, withdrawals and links."""

import os

from shared.bootstrap import WiredPorts, open_secrets
from shared.edge.awards import my_views as awards
from shared.edge.http.serve import serve
from shared.edge.ledger import my_views as ledger
from shared.edge.network import my_views as network
from shared.edge.payouts import my_views as payouts
from shared.edge.settings import Settings

ROOMS = (
    ledger,
    awards,
    payouts,
    network,
)

settings = Settings(dict(os.environ))
app = serve("distributors", WiredPorts(settings), settings, ROOMS, open_secrets)
