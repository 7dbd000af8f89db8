"""Where webhooks may go and where not: names, addresses, what the resolver says."""

import re

import pytest

from shared.adapters.webhooks import addresses
from shared.adapters.webhooks.addresses import is_public
from shared.adapters.webhooks.outside import HttpsOutside
from shared.domain.webhooks.deliveries import Answered
from shared.domain.webhooks.urls import Target
from tests.refusals import told

HOST = "shop.example"
NAMELESS = "Webhooks go to names of the public DNS"


def answering(*found: str) -> HttpsOutside:
    """Whose resolver gives these addresses for every name."""
    return HttpsOutside(resolving=lambda target: list(found))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://shop.example/hooks", "by https alone"),
        ("ftp://shop.example/hooks", "by https alone"),
        ("https://user:word@shop.example/", "holds a user or a password"),
        ("https://user@shop.example/", "holds a user or a password"),
        ("https://127.0.0.1/", NAMELESS),
        ("https://10.0.0.1/", NAMELESS),
        ("https://8.8.8.8/", NAMELESS),
        ("https://2130706433/", NAMELESS),
        ("https://0x7f000001/", NAMELESS),
        ("https://0177.0.0.1/", NAMELESS),
        ("https://127.1/", NAMELESS),
        ("https://0x7f.1/", NAMELESS),
        ("https://[::1]/", NAMELESS),
        ("https://[::ffff:10.0.0.1]/", NAMELESS),
        ("https://localhost/", NAMELESS),
        ("https://LOCALHOST/", NAMELESS),
        ("https://shop.example./", NAMELESS),
        ("https://shop..example/", NAMELESS),
        ("https://-shop.example/", NAMELESS),
        ("https://shop.example:22/", "to the ports 443, 8443"),
        ("https://shop.example:80/", "to the ports 443, 8443"),
        ("https://shop.example:99999/", "to the ports 443, 8443"),
        ("https://shop.example:/", "This is no URL"),
        ("https://shop.example/#there", "This is no URL"),
        ("https://shop.example\\@10.0.0.1/", "This is no URL"),
        ("https://shop.example/a b", "This is no URL"),
        ("https://shop.example/\r\nHost: other", "This is no URL"),
        ("https://商店.example/", "This is no URL"),
        ("https:///hooks", "This is no URL"),
        ("//shop.example/hooks", "This is no URL"),
        ("https://shop.example/" + "x" * 500, "This is no URL"),
    ],
)
def test_a_url_that_is_none_of_a_public_name(url: str, why: str) -> None:
    public = answering("93.184.215.14")
    with told(why):
        public.require_public(url)
    assert public.post(url, {}, "") == Answered(None, "url_refused")


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:8000/", "http://127.0.0.1/", "https://127.0.0.1/"]
)
def test_this_machine_is_a_laptops_alone(url: str) -> None:
    HttpsOutside(loopback=True).require_public(url)
    with told("by https alone|names of the public DNS"):
        answering("127.0.0.1").require_public(url)


def test_a_laptop_reaches_this_machine_and_no_other() -> None:
    with told("by https alone"):
        HttpsOutside(loopback=True).require_public("http://10.0.0.1/")


@pytest.mark.parametrize(
    ("url", "spelled"),
    [
        ("http://127.0.0.2/", "http://127.0.0.1/"),
        ("http://localhost:8000/hooks", "http://127.0.0.1:8000/hooks"),
        ("https://localhost:8000/hooks", "http://127.0.0.1:8000/hooks"),
        ("http://LOCALHOST/a?b=1", "http://127.0.0.1/a?b=1"),
        ("http://shop.localhost/", "http://127.0.0.1/"),
        ("http://0.0.0.0:8000/", "http://127.0.0.1:8000/"),
        ("http://[::1]/", "http://127.0.0.1/"),
    ],
)
def test_a_laptop_names_the_one_spelling_of_itself(url: str, spelled: str) -> None:
    with told(re.escape(f"send {spelled}.")):
        HttpsOutside(loopback=True).require_public(url)
    with told("by https alone|names of the public DNS"):
        answering("127.0.0.1").require_public(url)


NOT_PUBLIC = {
    "private": ["10.0.0.1", "172.16.0.1", "192.168.1.1", "fd00::1", "fd00:ec2::254"],
    "loopback": ["127.0.0.1", "127.255.255.254", "::1"],
    "link-local": ["169.254.169.254", "169.254.170.2", "fe80::1", "fe80::1%eth0"],
    "shared": ["100.64.0.1", "100.100.100.200"],
    "nobody's": ["0.0.0.0", "::", "192.0.2.1", "198.18.0.1", "240.0.0.1", "255.255.255.255"],
    "many at once": ["224.0.0.1", "239.255.255.250", "ff02::1"],
    "old": ["fec0::1", "::10.0.0.1"],
    "mapped": ["::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254"],
    "led on": ["64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1", "2002:a00:1::"],
    "teredo": ["2001:0:a00:1::", "2001::f5ff:fffe"],
}
PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "::ffff:8.8.8.8"]


@pytest.mark.parametrize("address", [each for group in NOT_PUBLIC.values() for each in group])
def test_an_address_that_is_not_of_the_public_internet(address: str) -> None:
    assert not is_public(address)
    with told(f"{HOST} leads to an address that is not of the public internet"):
        answering(address).require_public(f"https://{HOST}/hooks")
    assert answering(address).post(f"https://{HOST}/", {}, "") == Answered(
        None, "address_not_public"
    )


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet(address: str) -> None:
    assert is_public(address)
    answering(address).require_public(f"https://{HOST}:8443/hooks?key=1")


def test_one_bad_address_among_good_ones_is_enough() -> None:
    with told("not of the public internet"):
        answering("93.184.215.14", "10.0.0.1").require_public(f"https://{HOST}/")


def test_a_name_without_an_address() -> None:
    def unknown(_: Target) -> list[str]:
        raise OSError("no such name")

    nowhere = HttpsOutside(resolving=unknown)
    with told(f"The name {HOST} has no address"):
        nowhere.require_public(f"https://{HOST}/")
    assert nowhere.post(f"https://{HOST}/", {}, "") == Answered(None, "name_unknown")


def test_the_resolver_is_asked_for_all_addresses() -> None:
    assert addresses.resolve(Target("https", "127.0.0.1", 443, "/")) == ["127.0.0.1"]
