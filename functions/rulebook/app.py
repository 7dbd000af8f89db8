"""The rulebook's API: plans, policies and the brand's accounts, proposed, read and compared."""

import os

from shared.bootstrap import WiredPorts, open_secrets
from shared.edge import receiving_accounts
from shared.edge.comparing import views as comparing
from shared.edge.http.serve import serve
from shared.edge.rulebook import plan_views, policy_views
from shared.edge.settings import Settings

ROOMS = (
    plan_views,
    policy_views,
    receiving_accounts,
    comparing,
)

settings = Settings(dict(os.environ))
app = serve("rulebook", WiredPorts(settings), settings, ROOMS, open_secrets)
