"""What the service says of itself."""

from typing import Literal, Self

from shared.domain.records import Value
from shared.domain.texts import Uri
from shared.edge.service.documents_served import DOCUMENTS


class Health(Value):
    """The service answers."""

    status: Literal["ok"]
    version: str


class ServiceIndex(Value):
    """Where a service begins: what people and programs read of it."""

    service: Literal["fenrun"]
    version: str
    docs: Uri
    openapi: Uri
    health: Uri
    documents: tuple[Uri, ...]

    @classmethod
    def at(cls, base_url: str, version: str) -> Self:
        """Show the service at an address."""
        return cls(
            service="fenrun",
            version=version,
            docs=f"{base_url}/docs",
            openapi=f"{base_url}/openapi.json",
            health=f"{base_url}/health",
            documents=tuple(f"{base_url}/docs/{name}" for name in DOCUMENTS),
        )


class LinkTarget(Value):
    """Where a referral link leads, and the code that the shop then binds the buyer by."""

    code: str
    location: Uri
