"""For every test: loopback only, no real account, the same examples, nothing left open."""

import gc
import ipaddress
import os
import socket
from collections.abc import Iterator
from functools import cache
from typing import Any

import botocore.session
import pytest
import wechatpayv3.core
from hypothesis import settings

# An example's time says nothing on a machine that others share.
settings.register_profile("fenrun", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("fenrun")

os.environ.update(
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    AWS_SESSION_TOKEN="testing",
    AWS_DEFAULT_REGION="cn-north-1",
    AWS_EC2_METADATA_DISABLED="true",
)
for variable in ("AWS_PROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
    os.environ.pop(variable, None)


class NetworkUsed(AssertionError):
    """A test reached for an address that is not of this machine."""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True, scope="session")
def only_loopback() -> Iterator[None]:
    """Connections to anywhere else fail at once, and so does the test that tries."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise NetworkUsed(f"tests may connect to this machine only, not to {address[0]}")
        connect(self, address)

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def made_once() -> Iterator[None]:
    """What every cloud reads or makes alike comes once a process: models and keys."""
    patch = pytest.MonkeyPatch()
    patch.setattr(botocore.session, "create_loader", cache(botocore.session.create_loader))
    patch.setattr(wechatpayv3.core, "load_private_key", cache(wechatpayv3.core.load_private_key))
    yield
    patch.undo()


@pytest.fixture(autouse=True, scope="session")
def nothing_left_open() -> Iterator[None]:
    """What a test never closed fails the last one: a worker says nothing after it."""
    yield
    gc.collect()
