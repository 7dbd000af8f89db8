"""The kept set of nasty plans: what each tries, what is said of it, and the bytes of its file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / "data" / "nasty_plans"
RULE = "{id: r, kind: percent, rates_bp: {default: [1000]}}"
HEAD = b"name: spring\npay_depth: 2\n"
RULES = b"rules:\n- {id: r, kind: percent, rates_bp: {default: [1000]}}\n"


class Nasty(NamedTuple):
    """A plan, and the codes of all that is said of it, in order."""

    tries: str
    codes: list[str]
    text: bytes


def of_file(name: str) -> Iterator[Nasty]:
    """Give the plans of a file of the folder; R stands for a rule."""
    parts = (FOLDER / name).read_text("utf-8").split("\n=== ")[1:]
    for part in parts:
        title, _, body = part.partition("\n")
        tries, _, codes = title.partition(" | ")
        yield Nasty(tries, codes.split(), re.sub(r"(?<=[\[ ])R(?=[],])", RULE, body).encode())


NO_YAML: list[tuple[str, str, bytes]] = [
    ("nothing", "empty", b""),
    ("a comment alone", "empty", b"# to be done\n"),
    ("a list", "no_plan", b"[]\n"),
    ("a table of another program", "no_plan", b"name,pay_depth\nspring,2\n"),
    ("a NUL", "hidden_character", HEAD + b"\x00" + RULES),
    ("a NUL in a name", "hidden_character", b"name: spr\x00ing\n" + RULES),
    ("a bell", "hidden_character", HEAD + b"# \x07\n" + RULES),
    ("colours of a terminal", "hidden_character", HEAD + b"# \x1b[31m\n" + RULES),
    ("Latin-1", "no_utf_8", HEAD + "# für alle\n".encode("latin-1") + RULES),
    ("GBK", "no_utf_8", HEAD + "# 分润\n".encode("gbk") + RULES),
    ("UTF-16", "no_utf_8", (HEAD + RULES).decode().encode("utf-16")),
    ("UTF-16 that does not say so", "no_utf_8", (HEAD + RULES).decode().encode("utf-16-le")),
    ("half a character", "no_utf_8", HEAD + b"# \xe5\x88\n" + RULES),
    ("an alias", "alias", HEAD + b"cap_bp: *cap\n" + RULES),
    ("an anchor", "anchor", HEAD + b"cap_bp: &cap 5000\n" + RULES),
    ("a billion laughs", "anchor", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"),
    ("a loop", "anchor", b"name: &loop [*loop]\n"),
    ("a tag of another program", "tag", HEAD + b"cap_bp: !!python/object/apply:os.getcwd []\n"),
    ("a tag of our own", "tag", HEAD + b"cap_bp: !percent 50\n" + RULES),
    ("a second document", "second_document", HEAD + RULES + b"---\nname: other\n"),
    ("a second document behind an empty one", "second_document", b"---\n---\n" + HEAD + RULES),
    ("more behind the end", "second_part", HEAD + RULES + b"...\nname: other\n"),
    ("a list and more", "second_part", b"[a]\nname: other\n"),
    ("another YAML", "directive", b"%YAML 3.0\n---\n" + HEAD + RULES),
    ("a character that nothing may begin with", "quote_it", HEAD + b"x: @y\n" + RULES),
    ("an unknown escape", "backslash", HEAD + b'x: "\\q"\n' + RULES),
    ("a tab", "tab", HEAD + b"rules:\n\t- id: x\n"),
    ("two colons", "two_colons", b"name: spring: sale\n"),
    ("no colon", "no_colon", b"name: spring\npay_depth\nrules: []\n"),
    ("an entry out of line", "indentation", b"name: x\nrules:\n  - a\n - b\n"),
    ("a list without end", "list_open", HEAD + b"rules: [x\n"),
    ("braces without end", "braces_open", HEAD + b"rules: [{id: x]\n"),
    ("quotes without end", "text_open", b'name: "spring\n'),
    ("no space behind a colon", "no_space", b"name:spring\npay_depth: 2\nrules: []\n"),
    ("full-width colons", "full_width", "name：spring\npay_depth：2\nrules: []\n".encode()),
    ("a directive that nobody knows", "other", b"%TAG ! a:\n%TAG ! b:\n---\n" + HEAD + RULES),
    ("a list for a name", "no_key", HEAD + b"? [a]\n: b\n" + RULES),
    ("one name twice", "twice", HEAD + b"pay_depth: 3\n" + RULES),
    ("a number of 5,000 digits", "number_too_long", b"name: x\npay_depth: " + b"9" * 5000),
    ("a megabyte of comments", "too_long", b"#" * 1_000_000 + b"\n" + HEAD + RULES),
    ("3,000 lists in one another", "too_deep", b"x: " + b"[" * 3000 + b"]" * 3000),
]

LEVELS = ("default", *"abcdefghij")
PRODUCTS = {
    f"p{product}": {"rates_bp": {level: [n, product] for n, level in enumerate(LEVELS)}}
    for product in range(1, 41)
}
APART = {
    "name": "apart",
    "pay_depth": 3,
    "rules": [
        {"id": "r", "kind": "percent", "products": PRODUCTS},
        {"id": "t", "kind": "referral_award", "rate_bp": 100, "within_days": 9},
    ],
}
SKUS = [f"{'p' * 60}{number}" for number in range(999)]
LARGE = {
    "name": "large",
    "pay_depth": 1,
    "products": {sku: {"price": "9.00", "cost": "1.00"} for sku in SKUS},
    "rules": [
        {
            "id": "s",
            "kind": "price_spread",
            "price_lists": {
                "city": dict.fromkeys(SKUS, "8.00"),
                "town": dict.fromkeys(SKUS, "8.50"),
            },
        }
    ],
}


def _made(tries: str, codes: str, plan: object) -> Nasty:
    return Nasty(tries, codes.split(), json.dumps(plan).encode())


LARGE_ONES = [
    _made(
        "orders without number", "too_many_combinations depth_three level_unknown rate_tiny", APART
    ),
    _made("a plan that no store takes", "document_too_large", LARGE),
]
