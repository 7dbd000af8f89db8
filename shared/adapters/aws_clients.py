"""Clients of AWS, made by botocore itself: what boto3 adds to them nobody here uses."""

from functools import cache
from threading import Lock
from typing import Any, Literal

from botocore.config import Config
from botocore.session import Session

Service = Literal["dynamodb", "secretsmanager", "sqs", "stepfunctions"]
"""What functions call; of botocore's data a layer has no more (infra/layer)."""

# A session is not made for several threads.
_making = Lock()


@cache
def _session() -> Session:
    return Session()


def aws_client(service: Service, config: Config | None = None) -> Any:  # noqa: ANN401 - made at run time
    """A client of a service in the region that the environment names."""
    with _making:
        return _session().create_client(service, config=config)
