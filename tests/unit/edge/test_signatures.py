"""Signatures: every covered component matters, and so does the time."""

import base64
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fenrun.client.signing import canonical_url, content_digest, sign, signed_headers
from shared.edge.callers.digests import WrongDigest, verify_digest
from shared.edge.callers.signatures import verify
from shared.edge.callers.signed_message import Forged, Message, canonical_query

NOW = datetime(2025, 3, 1, 2, 0, tzinfo=UTC)
SECRET = bytes(range(32))
URL = "https://api.example/test/v1/orders/X?limit=5"
BODY = b'{"a":1}'


def find(key_id: str) -> bytes | None:
    return {"k-1": SECRET, "k-2": SECRET[::-1]}.get(key_id)


def signed(url: str = URL, body: bytes = BODY, created: datetime = NOW) -> Message:
    headers = signed_headers(
        ("POST", url, body),
        key_id="k-1",
        secret=SECRET,
        created=created,
        idempotency_key="key-00000001",
    )
    return Message("POST", url, headers)


def test_a_signed_message_names_its_key() -> None:
    assert verify(signed(), find, NOW) == "k-1"


def test_all_that_is_sent_is_covered() -> None:
    assert signed().covered() == (
        "@method",
        "@path",
        "@query",
        "content-digest",
        "idempotency-key",
    )
    covered = signed().headers["signature-input"]
    assert all(f'"{component}"' in covered for component in signed().covered())


@pytest.mark.parametrize("method", ["GET", "PUT", "post"])
def test_another_method_is_forged(method: str) -> None:
    with pytest.raises(Forged):
        verify(Message(method, URL, signed().headers), find, NOW)


@pytest.mark.parametrize(
    "url",
    [
        URL.replace("/X", "/Y"),
        URL.replace("/test", ""),
        URL + "0",
        URL + "&more=1",
        URL.partition("?")[0],
        URL.replace("limit", "Limit"),
        "not a url",
        "https://api.example/ä",
    ],
)
def test_another_path_or_query_is_forged(url: str) -> None:
    with pytest.raises(Forged):
        verify(Message("POST", url, signed().headers), find, NOW)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("content-digest", content_digest(b"other")),
        ("idempotency-key", "key-00000002"),
        ("idempotency-key", "key-00000001, key-00000001"),
        ("signature", "sig1=:AAAA:"),
        ("signature", "sig1=:" + base64.b64encode(bytes(32)).decode() + ":"),
        ("signature", "x"),
        ("signature", ""),
        ("signature-input", "sig1=()"),
        ("signature-input", ""),
    ],
)
def test_another_header_is_forged(name: str, value: str) -> None:
    message = signed()
    assert message.headers[name] != value
    with pytest.raises(Forged):
        verify(Message("POST", URL, {**message.headers, name: value}), find, NOW)


@pytest.mark.parametrize(
    "name", ["content-digest", "idempotency-key", "signature", "signature-input"]
)
def test_a_missing_header_is_forged(name: str) -> None:
    headers = {key: value for key, value in signed().headers.items() if key != name}
    with pytest.raises(Forged):
        verify(Message("POST", URL, headers), find, NOW)


@pytest.mark.parametrize("name", ["content-digest", "idempotency-key"])
def test_a_header_added_after_signing_is_forged(name: str) -> None:
    bare = {"authorization": "Signature"}
    headers = {**bare, **sign(("POST", URL, bare), key_id="k-1", secret=SECRET, created=NOW)}
    assert verify(Message("POST", URL, headers), find, NOW) == "k-1"
    with pytest.raises(Forged, match="not covered"):
        verify(Message("POST", URL, {**headers, name: "added"}), find, NOW)


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ('keyid="k-1"', 'keyid="k-2"'),
        ('keyid="k-1"', 'keyid="unknown"'),
        (';keyid="k-1"', ""),
        ('alg="hmac-sha256"', 'alg="none"'),
        ('"@path" ', ""),
        ('"@query" ', ""),
        (f"created={int(NOW.timestamp())}", f"created={int(NOW.timestamp()) + 1}"),
        (f";created={int(NOW.timestamp())}", ""),
        ("created=", "expires=9999999999;created="),
        ("created=", 'nonce="n";created='),
    ],
)
def test_another_parameter_is_forged(part: str, change: str) -> None:
    headers = signed().headers
    assert part in headers["signature-input"]
    changed = {**headers, "signature-input": headers["signature-input"].replace(part, change)}
    with pytest.raises(Forged):
        verify(Message("POST", URL, changed), find, NOW)


@pytest.mark.parametrize(
    ("seconds", "holds"), [(300, True), (301, False), (-300, True), (-301, False)]
)
def test_a_signature_holds_for_300_seconds_on_both_sides(seconds: int, holds: bool) -> None:
    message, now = signed(), NOW + timedelta(seconds=seconds)
    if holds:
        assert verify(message, find, now) == "k-1"
    else:
        with pytest.raises(Forged, match="too old or lies in the future"):
            verify(message, find, now)


@pytest.mark.parametrize("position", range(0, 32, 5))
def test_every_bit_of_a_signature_matters(position: int) -> None:
    headers = signed().headers
    raw = bytearray(base64.b64decode(headers["signature"].split(":")[1]))
    raw[position] ^= 1
    forged = f"sig1=:{base64.b64encode(raw).decode()}:"
    with pytest.raises(Forged):
        verify(Message("POST", URL, {**headers, "signature": forged}), find, NOW)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_header_text_is_forged_and_nothing_worse(signature_input: str, signature: str) -> None:
    headers = {"signature-input": signature_input, "signature": signature}
    with pytest.raises(Forged):
        verify(Message("GET", URL, headers), find, NOW)


def test_a_failing_key_store_is_not_taken_for_a_bad_signature() -> None:
    def fail(key_id: str) -> bytes | None:
        raise TimeoutError(key_id)

    with pytest.raises(TimeoutError):
        verify(signed(), fail, NOW)


@given(st.binary())
def test_a_digest_is_of_exactly_these_bytes(body: bytes) -> None:
    verify_digest(content_digest(body), body)
    with pytest.raises(WrongDigest):
        verify_digest(content_digest(body), body + b"\n")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "é",
        "sha-256",
        "sha-256=1",
        "sha-256=()",
        "sha-256=(:YQ==:)",
        "sha-256=:YQ==:",
        "md5=:YQ==:",
        f"{content_digest(BODY)}, {content_digest(BODY)}",
        f"{content_digest(BODY)}, sha-512=:YQ==:",
    ],
)
def test_what_is_no_digest_of_the_body_is_refused(header: str) -> None:
    with pytest.raises(WrongDigest):
        verify_digest(header, BODY)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://a/b", "https://a/b"),
        ("https://a/b?z=1&a=2&a=1", "https://a/b?a=2&a=1&z=1"),
        ("https://a/b?x=a+b&y=%7E&empty=", "https://a/b?empty=&x=a%20b&y=~"),
    ],
)
def test_a_query_has_one_spelling(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/v1/bindings/茶友", "/v1/bindings/%E8%8C%B6%E5%8F%8B"),
        ("/v1/bindings/a%2fb%7E%3A", "/v1/bindings/a%2Fb~:"),
        ("/v1/bindings/a b", "/v1/bindings/a%20b"),
        ("/v1/bindings/a%25b", "/v1/bindings/a%25b"),
    ],
)
def test_a_path_has_one_spelling(path: str, canonical: str) -> None:
    assert canonical_url(f"https://a{path}") == f"https://a{canonical}"
    assert canonical_url(f"https://a{canonical}") == f"https://a{canonical}"


def test_no_query_is_spelt_as_nothing() -> None:
    assert canonical_query({}) == ""


@pytest.mark.parametrize(
    "query", ["state=closed&after=x", "z=1&m=2&b=3&a=4", "z=1&a=2&a=1", "to=b%20c&from=a"]
)
def test_an_unsorted_query_is_said_where_it_is_the_only_fault(query: str) -> None:
    headers = signed(f"https://api.example/v1/orders?{query}").headers
    came = Message("POST", canonical_url(f"https://api.example/v1/orders?{query}"), headers)
    with pytest.raises(Forged, match=r"signed unsorted: sort it by name.*Signature-Input"):
        verify(came, find, NOW)


@pytest.mark.parametrize(
    "url",
    ["https://api.example/v1/orders?after=x&state=paid", "https://api.example/v1/other?after=x"],
)
def test_another_fault_is_not_taken_for_an_unsorted_query(url: str) -> None:
    unsorted = "https://api.example/v1/orders?state=closed&after=x"
    came = Message("POST", url, signed(unsorted).headers)
    with pytest.raises(Forged, match="did not match"):
        verify(came, find, NOW)
    late = signed(unsorted, created=NOW - timedelta(seconds=301)).headers
    with pytest.raises(Forged, match="too old"):
        verify(Message("POST", canonical_url(unsorted), late), find, NOW)


def test_whoever_guesses_has_few_orders_tried() -> None:
    many = "&".join(f"n{number}=1" for number in range(40))
    message = Message("GET", f"https://api.example/v1/orders?{many}", {})
    assert len({each.url for each in message.in_other_orders()}) == 23
    assert not list(Message("GET", "https://api.example/v1/orders", {}).in_other_orders())


COVERED = ("@method", "@path", "@query")
SEEN = {
    "@method": "GET",
    "@path": "/test/v1/orders/X",
    "@query": "?limit=5",
    "@authority": "api.example",
    "@scheme": "https",
    "@target-uri": URL,
    "@request-target": "/test/v1/orders/X?limit=5",
    "x-shop": "7",
}


def by_hand(
    parameters: str = "",
    *,
    covered: tuple[str, ...] = COVERED,
    label: str = "any",
    key_id: str = "k-1",
    secret: bytes = SECRET,
    **other: str,
) -> dict[str, str]:
    """Both headers of a signature that is genuine, made with the standard library alone."""
    created = int(NOW.timestamp())
    names = " ".join(f'"{name}"' for name in covered)
    said = f'({names});created={created};keyid="{key_id}"{parameters}'
    seen = {**SEEN, **other}
    base = [*(f'"{name}": {seen[name]}' for name in covered), f'"@signature-params": {said}']
    mac = hmac.digest(secret, "\n".join(base).encode(), "sha256")
    return {
        "signature-input": f"{label}={said}",
        "signature": f"{label}=:{base64.b64encode(mac).decode()}:",
    }


def sent(*signatures: dict[str, str], authority: str | None = "api.example") -> Message:
    """A message with one or several signatures."""
    headers = {
        name: ", ".join(each[name] for each in signatures)
        for name in ("signature-input", "signature")
    }
    return Message("GET", URL, {**headers, "x-shop": "7"}, authority)


def test_a_client_needs_no_more_than_the_standard_library() -> None:
    assert verify(sent(by_hand()), find, NOW) == "k-1"


@pytest.mark.parametrize("seconds", [0, 1, 300, 86_400])
def test_a_client_may_name_its_own_end(seconds: int) -> None:
    expires = int(NOW.timestamp()) + seconds
    assert verify(sent(by_hand(f";expires={expires}")), find, NOW) == "k-1"


@pytest.mark.parametrize("late", [timedelta(milliseconds=1), timedelta(seconds=9)])
def test_nothing_holds_after_its_own_end(late: timedelta) -> None:
    message = sent(by_hand(f";expires={int(NOW.timestamp())}"))
    with pytest.raises(Forged, match="expired"):
        verify(message, find, NOW + late)


def test_a_late_end_does_not_lengthen_the_300_seconds() -> None:
    message = sent(by_hand(f";expires={int(NOW.timestamp()) + 86_400}"))
    with pytest.raises(Forged, match=r"too old.* 301 s ago"):
        verify(message, find, NOW + timedelta(seconds=301))


@pytest.mark.parametrize("value", ["soon", '"9999999999"', "9999999999.5", "?1"])
def test_an_end_is_a_whole_number(value: str) -> None:
    with pytest.raises(Forged, match="expires"):
        verify(sent(by_hand(f";expires={value}")), find, NOW)


OURS = by_hand()
A_PROXY_S = by_hand(label="proxy", key_id="edge-7", secret=b"of somebody else")
WITHOUT_KEY = {"signature-input": 'bare=("@method");created=1', "signature": "bare=:AAAA:"}


@pytest.mark.parametrize(
    "signatures",
    [
        (OURS, A_PROXY_S),
        (A_PROXY_S, OURS),
        (WITHOUT_KEY, OURS),
        (A_PROXY_S, WITHOUT_KEY, OURS),
    ],
)
def test_of_several_labels_the_one_with_a_known_key_counts(
    signatures: tuple[dict[str, str], ...],
) -> None:
    assert verify(sent(*signatures), find, NOW) == "k-1"


def test_of_two_known_keys_the_first_has_to_hold() -> None:
    second = by_hand(label="second", key_id="k-2", secret=SECRET[::-1])
    assert verify(sent(OURS, second), find, NOW) == "k-1"
    assert verify(sent(second, OURS), find, NOW) == "k-2"
    broken = {**OURS, "signature": "any=:" + base64.b64encode(bytes(32)).decode() + ":"}
    with pytest.raises(Forged, match="k-1"):
        verify(sent(broken, second), find, NOW)


def test_a_known_key_does_not_vouch_for_another_label() -> None:
    stranger = {**A_PROXY_S, "signature": OURS["signature"].replace("any=", "proxy=")}
    with pytest.raises(Forged, match="k-1"):
        verify(sent({**OURS, "signature": "any=:AAAA:"}, stranger), find, NOW)


def test_no_known_key_is_said_with_the_keys_that_are_named() -> None:
    with pytest.raises(Forged, match=r"known.*edge-7"):
        verify(sent(A_PROXY_S, WITHOUT_KEY), find, NOW)


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("signature-input", "", r"labels \[\]"),
        ("signature-input", f"{OURS['signature-input']}, {OURS['signature-input']}", "any .*twice"),
        ("signature", f"{OURS['signature']}, any=:AAAA:", "any .*twice"),
        ("signature", f"{OURS['signature']}, more=:AAAA:", "labels"),
        ("signature", "other=:AAAA:", "labels"),
        ("signature", "any", "Byte Sequence"),
        ("signature", 'any="text"', "Byte Sequence"),
        ("signature", "any=:AA", "signature is no dictionary"),
        ("signature", "any=:ä:", "signature is no dictionary"),
        ("signature-input", "any=(", "signature-input is no dictionary"),
        ("signature-input", "Any=()", "signature-input is no dictionary"),
        ("signature-input", 'any="@method"', "any of Signature-Input is no list"),
        ("signature-input", "any", "any of Signature-Input is no list"),
        ("signature-input", 'any=("@method");keyid=7', "no label has a keyid"),
    ],
)
def test_what_is_no_signature_is_refused_by_its_fault(name: str, value: str, reason: str) -> None:
    with pytest.raises(Forged, match=reason):
        verify(sent({**OURS, name: value}), find, NOW)


@pytest.mark.parametrize("authority", ["api.example", "API.Example"])
def test_a_client_may_cover_the_host_that_it_called(authority: str) -> None:
    message = sent(by_hand(covered=(*COVERED, "@authority")), authority=authority)
    assert verify(message, find, NOW) == "k-1"


@pytest.mark.parametrize(
    "authority", ["api.other.example", "api.example:8443", "", " api.example", None]
)
def test_a_signature_for_another_host_is_forged(authority: str | None) -> None:
    message = sent(by_hand(covered=(*COVERED, "@authority")), authority=authority)
    with pytest.raises(Forged):
        verify(message, find, NOW)


def test_the_host_of_the_address_says_nothing() -> None:
    signature = by_hand(covered=(*COVERED, "@authority"), **{"@authority": "api.other.example"})
    assert verify(sent(signature, authority="api.other.example"), find, NOW) == "k-1"
    assert verify(sent(by_hand(), authority=None), find, NOW) == "k-1"


def test_a_header_of_the_client_s_own_may_be_covered() -> None:
    signature = by_hand(covered=(*COVERED, "x-shop"))
    assert verify(sent(signature), find, NOW) == "k-1"
    with pytest.raises(Forged):
        verify(sent(by_hand(covered=(*COVERED, "x-shop"), **{"x-shop": "8"})), find, NOW)


@pytest.mark.parametrize(
    "name", ["@scheme", "@target-uri", "@request-target", "@status", "@new", "x-missing"]
)
def test_a_component_that_we_do_not_know_is_refused_by_its_name(name: str) -> None:
    signature = by_hand(covered=(*COVERED, name), **{name: SEEN.get(name, "1")})
    with pytest.raises(Forged, match=f"^[^(]*{name}"):
        verify(sent(signature), find, NOW)


@pytest.mark.parametrize("left_out", COVERED)
def test_a_host_stands_in_for_nothing(left_out: str) -> None:
    covered = tuple(name for name in (*COVERED, "@authority") if name != left_out)
    with pytest.raises(Forged, match=f"{left_out}.* was not covered"):
        verify(sent(by_hand(covered=covered)), find, NOW)


def test_the_example_of_the_standard_is_genuine_but_covers_too_little() -> None:
    # RFC 9421, B.2.5: the check of coverage comes after the check of the signature.
    secret = base64.b64decode(
        "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ=="
    )
    headers = {
        "date": "Tue, 20 Apr 2021 02:07:55 GMT",
        "content-type": "application/json",
        "signature-input": (
            'sig-b25=("date" "@authority" "content-type")'
            ';created=1618884473;keyid="test-shared-secret"'
        ),
        "signature": "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:",
    }
    url = "https://example.com/foo?param=Value&Pet=dog"
    message = Message("POST", url, headers, "example.com")
    with pytest.raises(Forged, match="not covered"):
        verify(message, {"test-shared-secret": secret}.get, datetime.fromtimestamp(1618884473, UTC))
