"""What happened, told to whoever may know it, and what people did: it writes into feeds alone."""

import os

from shared.bootstrap import WiredPorts, open_secrets
from shared.edge.events import views as events
from shared.edge.http.serve import serve
from shared.edge.operations import views as operations
from shared.edge.settings import Settings

ROOMS = (
    events,
    operations,
)

settings = Settings(dict(os.environ))
app = serve("events", WiredPorts(settings), settings, ROOMS, open_secrets)
