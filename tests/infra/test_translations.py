"""Documents in two languages have the same sections, commands and tables."""

from pathlib import Path

import pytest

from infra.checks.translations import violations

ROOT = Path(__file__).parents[2]

ENGLISH = """# A shop
## First
| what | how |
|---|---|
| pay | `pay` |

```sh
fenrun pay ORDER_ID --reason 'he is here'   # the buyer pays
# what follows
fenrun webhooks subscribe https://shop.example/#top --kind 'order.*'
```
"""
CHINESE = """# 店铺
## 首先
| 什么 | 怎样 |
|---|---|
| 付款 | `pay` |

```sh
fenrun pay ORDER_ID --reason '已到'   # 客户付款
# 然后
fenrun webhooks subscribe https://shop.example/#top --kind 'order.*'
```
"""


def _said(folder: Path, chinese: str) -> list[str]:
    (folder / "docs").mkdir()
    (folder / "docs" / "shop.md").write_text(ENGLISH, encoding="utf-8")
    (folder / "docs" / "shop.zh-CN.md").write_text(chinese, encoding="utf-8")
    return violations(folder)


def test_only_what_is_said_differs(tmp_path: Path) -> None:
    assert _said(tmp_path, CHINESE) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("## 首先\n", "", "other sections than in shop.md: the 2. is 'nothing', not '##'"),
        ("## 首先", "### 首先", "other sections"),
        ("ORDER_ID", "ORDER", 'other code than in shop.md: the 2. is "fenrun pay ORDER --rea'),
        ("order.*", "refund.*", "other code"),
        ("#top", "#end", "other code"),
        ("```sh", "```", "other code"),
        ("| 付款 | `pay` |\n", "", "other tables than in shop.md: the 3. is 'nothing', not '|||'"),
    ],
)
def test_a_difference_is_named(tmp_path: Path, old: str, new: str, told: str) -> None:
    (found,) = _said(tmp_path, CHINESE.replace(old, new))

    assert found.startswith(f"docs/shop.zh-CN.md: {told}")


def test_a_chinese_document_is_not_alone(tmp_path: Path) -> None:
    (tmp_path / "README.zh-CN.md").write_text(CHINESE, encoding="utf-8")

    assert violations(tmp_path) == ["README.zh-CN.md: there is no README.md"]


def test_our_own_documents_are_alike() -> None:
    assert violations(ROOT) == []
