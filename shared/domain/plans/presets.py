"""The plans that the source documents name, as rates by depth, depth 1 nearest the buyer."""

from collections.abc import Mapping

PRESETS: Mapping[str, tuple[int, ...]] = {
    "depth-10-5": (1000, 500),
    "depth-10-5-2": (1000, 500, 200),
    "role-10-15-20": (1000, 1500, 2000),
}
"""A062, A061 and A060; rates are basis points."""

DEFAULT = "depth-10-5"
"""The plan that is in force where a brand has none."""
