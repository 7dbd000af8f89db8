"""The back office's API: settlements, awards of periods, payouts under review, money by hand."""

import os

from shared.bootstrap import WiredPorts, open_secrets
from shared.edge.http.serve import serve
from shared.edge.orders import finance_views
from shared.edge.payouts import settlement_views
from shared.edge.payouts import views as payouts
from shared.edge.periods import views as periods
from shared.edge.settings import Settings

ROOMS = (
    settlement_views,
    payouts,
    periods,
    finance_views,
)

settings = Settings(dict(os.environ))
app = serve("backoffice", WiredPorts(settings), settings, ROOMS, open_secrets)
