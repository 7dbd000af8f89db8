"""The stream's filter lets every record through that tells its life."""

import json
from pathlib import Path

import pytest

from infra.local.template_file import read_template
from shared.adapters.layout.registry import item_of
from shared.domain.moments import HeadRecord
from shared.usecases.events.heads import HEADS

ROOT = Path(__file__).parents[2]


def passes(sort_key: str) -> bool:
    changes = read_template(ROOT / "template.yaml")["Resources"]["StreamFunction"]
    (filtered,) = changes["Properties"]["Events"]["Changes"]["Properties"]["FilterCriteria"][
        "Filters"
    ]
    wanted = json.loads(filtered["Pattern"])["dynamodb"]["Keys"]["SK"]["S"]
    prefixes = tuple(each["prefix"] for each in wanted if isinstance(each, dict))
    return sort_key in wanted or sort_key.startswith(prefixes)


@pytest.mark.parametrize("kind", HEADS.values(), ids=HEADS)
def test_a_record_that_tells_its_life_passes(kind: type[HeadRecord]) -> None:
    assert passes(item_of(kind, "a/b/c").sk)


@pytest.mark.parametrize("other", ["BALANCE#cash", "ENTRY#1", "UPLINE#000001"])
def test_others_do_not(other: str) -> None:
    assert not passes(other)
