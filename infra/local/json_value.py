"""The type of a JSON document whose shape only its reader knows."""

from __future__ import annotations

from typing import Any, TypeAlias

Json: TypeAlias = Any
"""None, bool, int, float, str, or a list or str-keyed dict of these."""
