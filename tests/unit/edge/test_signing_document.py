"""docs/signing.md in both languages: its example holds, its clients are those that are tested."""

import base64
import hashlib
import hmac
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from shared.edge.callers.digests import verify_digest
from shared.edge.callers.signatures import verify
from shared.edge.callers.signed_message import Message, canonical_query
from shared.words.catalogue import refusal

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "examples" / "signing"
DOCUMENTS = ("signing.md", "signing.zh-CN.md")
CLIENTS = ("client.py", "client.mjs", "library.mjs", "client.php", "Client.java")


@pytest.fixture(params=DOCUMENTS)
def text(request: pytest.FixtureRequest) -> str:
    return (ROOT / "docs" / request.param).read_text("utf-8")


def blocks(text: str, language: str = "") -> list[str]:
    """The fenced blocks of a document in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_worked_example_holds(text: str) -> None:
    secret_text, body, base, request = (block.rstrip("\n") for block in blocks(text)[:4])
    start, *lines = request.splitlines()
    method, path, _ = start.split(" ")
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    secret = base64.b64decode(secret_text, validate=True)
    assert len(secret) == 32
    digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
    assert headers["content-digest"] == f"sha-256=:{digest}:"
    mac = base64.b64encode(hmac.digest(secret, base.encode(), "sha256")).decode()
    assert headers["signature"] == f"sig=:{mac}:"
    assert base.endswith(headers["signature-input"].removeprefix("sig="))
    message = Message(method, f"https://api.brand.example{path}", headers)
    verify_digest(headers["content-digest"], body.encode())
    assert verify(message, {"shop-1": secret}.get, datetime.fromtimestamp(1740794400, UTC))


def test_the_spelling_of_a_query_is_ours(text: str) -> None:
    [spelt] = re.findall(r"\| `\?(\S+)` \|", text)
    assert parse_qs(spelt, keep_blank_values=True) == {"a b": ["茶*~"], "c": [""], "z": ["1"]}
    assert canonical_query({"z": ["1"], "a b": ["茶*~"], "c": [""]}) == spelt


@pytest.mark.parametrize("name", CLIENTS)
def test_a_client_is_the_one_that_is_tested(text: str, name: str) -> None:
    assert f"\n{(EXAMPLES / name).read_text('utf-8')}```\n" in text


def test_a_refusal_leads_here() -> None:
    words = refusal("unauthorized", "nobody_known", {})
    assert "docs/signing.md" in words.en
    assert "docs/signing.zh-CN.md" in words.zh
    assert all((ROOT / "docs" / name).is_file() for name in DOCUMENTS)
