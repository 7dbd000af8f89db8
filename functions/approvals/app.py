"""The inbox's API: whatever waits for a second person, and its decision.

No function that proposes can put in force what it proposes: only this one may.
"""

import os

from shared.bootstrap import WiredPorts, open_secrets
from shared.edge.approvals import views as approvals
from shared.edge.http.serve import serve
from shared.edge.settings import Settings

ROOMS = (approvals,)

settings = Settings(dict(os.environ))
app = serve("approvals", WiredPorts(settings), settings, ROOMS, open_secrets)
