"""What AWS's SDK reads from the environment, said whole: nothing that a user has set counts."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock


@contextmanager
def only_local(region: str, endpoint_url: str | None = None) -> Iterator[None]:
    """Within the block calls go with nobody's keys into one region, or to an address.

    A profile or an endpoint of the user's own would lead them elsewhere.
    """
    said = {
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_SESSION_TOKEN": "local",
        "AWS_REGION": region,
        "AWS_DEFAULT_REGION": region,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "POWERTOOLS_METRICS_DISABLED": "true",
        **({} if endpoint_url is None else {"AWS_ENDPOINT_URL": endpoint_url}),
    }
    with mock.patch.dict(os.environ):
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            del os.environ[name]
        os.environ.update(said)
        yield
