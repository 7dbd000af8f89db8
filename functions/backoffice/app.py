"""The back office's API: settlements, awards, payouts under review, money by hand, odd notices."""

import os

from shared.bootstrap import WiredPorts, open_secrets
from shared.edge.http.serve import serve
from shared.edge.odd_notices import views as odd_notices
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
    odd_notices,
)

settings = Settings(dict(os.environ))
app = serve("backoffice", WiredPorts(settings), settings, ROOMS, open_secrets)
