"""The payment channel's notices."""

import os

from shared.bootstrap import WiredPorts, open_secrets
from shared.edge.channel import views as channel
from shared.edge.http.serve import serve
from shared.edge.settings import Settings

ROOMS = (channel,)

settings = Settings(dict(os.environ))
app = serve("callbacks", WiredPorts(settings), settings, ROOMS, open_secrets)
