"""Our signatures are botocore's, byte by byte."""

from datetime import UTC, datetime

import pytest
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from hypothesis import given
from hypothesis import strategies as st

from shared.adapters.aws.errors import NoCredentials
from shared.adapters.aws.signing import Keys, signed

SERVICES = ("dynamodb", "secretsmanager", "sqs", "states")
REGIONS = ("cn-north-1", "us-east-1")

visible = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1)
instants = st.datetimes(datetime(2020, 1, 1), datetime(2199, 1, 1)).map(  # noqa: DTZ001 - UTC is told
    lambda at: at.replace(microsecond=0, tzinfo=UTC)
)


@given(
    st.binary(max_size=200),
    visible,
    visible,
    st.none() | visible,
    st.sampled_from(SERVICES),
    st.sampled_from(REGIONS),
    instants,
)
def test_a_signature_is_botocores(
    body: bytes,
    key_id: str,
    secret: str,
    token: str | None,
    service: str,
    region: str,
    at: datetime,
) -> None:
    headers = {
        "Host": f"{service}.{region}.amazonaws.com.cn",
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": "Service.Operation",
    }
    stamp = at.strftime("%Y%m%dT%H%M%SZ")
    ours = signed(headers, body, (region, service), Keys(key_id, secret, token), stamp)
    assert dict(ours) == botocores(headers, body, (region, service, stamp), (key_id, secret, token))


def botocores(
    headers: dict[str, str],
    body: bytes,
    scope: tuple[str, str, str],
    keys: tuple[str, str, str | None],
) -> dict[str, str]:
    region, service, stamp = scope
    request = AWSRequest("POST", f"https://{headers['Host']}/", dict(headers), body)
    request.headers["X-Amz-Date"] = stamp
    if keys[2]:
        request.headers["X-Amz-Security-Token"] = keys[2]
    request.context["timestamp"] = stamp
    signer = SigV4Auth(Credentials(*keys), service, region)
    canonical = signer.canonical_request(request)
    signature = signer.signature(signer.string_to_sign(request, canonical), request)
    signer._inject_signature_to_request(request, signature)
    return dict(request.headers)


def test_keys_are_the_environments_as_it_is_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "first")
    assert Keys.of_environment().id == "first"
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "second")
    monkeypatch.delenv("AWS_SESSION_TOKEN")
    assert Keys.of_environment() == Keys("second", "testing", None)


@pytest.mark.parametrize("name", ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"])
def test_without_a_key_nothing_is_signed(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delenv(name)
    with pytest.raises(NoCredentials):
        Keys.of_environment()
