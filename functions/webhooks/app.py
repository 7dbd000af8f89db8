"""Endpoints that are told what happened: who subscribes them, and how deliveries fare."""

import os

from shared.bootstrap import WiredPorts, open_secrets
from shared.edge.http.serve import serve
from shared.edge.settings import Settings
from shared.edge.webhooks import views as webhooks

ROOMS = (webhooks,)

settings = Settings(dict(os.environ))
app = serve("webhooks", WiredPorts(settings), settings, ROOMS, open_secrets)
