"""Requests as they would go over the wire, answered by moto in this process."""

from collections.abc import Mapping

from botocore.awsrequest import AWSPreparedRequest
from botocore.compat import HTTPHeaders
from moto.core.models import botocore_stubber


def is_mocked() -> bool:
    """Tell whether moto stands for AWS now."""
    return botocore_stubber.enabled


def answered(headers: Mapping[str, str], body: bytes) -> tuple[int, Mapping[str, str], bytes]:
    """Give status, headers and body of moto's answer to a request of the JSON protocol."""
    carried = HTTPHeaders()
    for name, value in headers.items():
        carried[name] = value
    asked = AWSPreparedRequest("POST", f"https://{headers['Host']}/", carried, body, False)
    answer = botocore_stubber.process_request(asked)
    if answer is None:
        raise RuntimeError(f"no service answers {headers['X-Amz-Target']}")
    status, told, text = answer
    return int(status), told, text if isinstance(text, bytes) else str(text).encode()
