"""A Fenrun with the credentials that one has for it: everybody's client."""

from contextlib import suppress
from dataclasses import dataclass, field

import requests

from fenrun.client.client import PAUSES, TIMEOUT_SECONDS, Client
from fenrun.client.credentials import NOBODY, Credential, Keys, NoCredential
from fenrun.roles import PersonRole

Patience = tuple[float, ...]
STAFF: tuple[PersonRole, ...] = ("finance", "operator", "auditor")


@dataclass
class Stack:
    """The Fenrun at a URL, to be called in one's different roles; all share its connections."""

    url: str
    keys: Keys = field(repr=False)
    timeout_seconds: float = TIMEOUT_SECONDS
    pauses: Patience = PAUSES
    session: requests.Session = field(default_factory=requests.Session, repr=False)

    def storefront(self) -> Client:
        """Call as the brand's shop. Errors: NoCredential."""
        return self._client(self.keys.of_storefront())

    def person(self, role: PersonRole, subject: str = "") -> Client:
        """Call as a person in a role, or as whoever one has credentials of.

        Errors: NoCredential.
        """
        return self._client(self.keys.of_person(role, subject))

    def staff(self, first: PersonRole) -> Client:
        """Read as staff: in the first role, or in another that one has credentials for.

        Errors: NoCredential.
        """
        for role in dict.fromkeys((first, *STAFF)):
            with suppress(NoCredential):
                return self.person(role)
        return self.person(first)

    def anybody(self) -> Client:
        """Call without a name, as what is public may be."""
        return self._client(NOBODY)

    def _client(self, credential: Credential) -> Client:
        return Client(self.url, credential, self.timeout_seconds, self.pauses, self.session)
