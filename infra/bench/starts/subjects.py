"""What is started: peers with their packages, and every function from a layer as it is deployed."""

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from infra.loads import ROOT, TOLD, handlers

PEERS_HOME = ROOT / ".venv-peers"
PEERS = ROOT / "infra" / "bench" / "starts" / "peers"
CREDENTIALS = {
    "AWS_ACCESS_KEY_ID": "id",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_SESSION_TOKEN": "token",
}
"""As Lambda gives them; without them a client looks for them elsewhere."""

STOCK = "stock boto3 client"
NOTHING = "Python alone"
TABLE_CLIENT = "from shared.adapters.aws.client import AwsClient as Make\nMake('dynamodb')"
SECRETS_CLIENT = "from shared.adapters.secrets import AwsSecrets as make\nmake()"


class Subject(NamedTuple):
    """Code that a fresh Python runs, with its packages on the path."""

    name: str
    code: str
    path: str

    @property
    def command(self) -> list[str]:
        """The call of a Python that looks nowhere else for packages."""
        return [sys._base_executable, "-S", "-c", self.code]  # type: ignore[attr-defined]

    @property
    def environment(self) -> Mapping[str, str]:
        """What Lambda tells a function, and nothing of this machine's."""
        return {**TOLD, **CREDENTIALS, "PYTHONPATH": self.path, "PYTHONHASHSEED": "0"}


def peers() -> Iterator[Subject]:
    """Name Python alone, a stock client, and what others make functions of."""
    packages = next(PEERS_HOME.glob("lib/python3*/site-packages"))
    path = f"{packages}:{PEERS}"
    yield Subject(NOTHING, "", path)
    yield Subject(STOCK, "import stock", path)
    yield Subject("Chalice, Powertools, pydantic", "import with_chalice", path)
    yield Subject("FastAPI, Mangum", "import with_fastapi", path)
    yield Subject("Powertools' resolver, validating", "import with_powertools", path)


def functions(layer: Path) -> Iterator[Subject]:
    """Name every function, with the client that its first event needs."""
    for module in handlers():
        name = module.split(".")[1]
        client = SECRETS_CLIENT if name == "authorizer" else TABLE_CLIENT
        yield Subject(name, f"import {module}\n{client}", str(layer))
