"""What patterns of fields stand for: a pattern is for programs, people are told in words."""

from collections.abc import Mapping
from typing import Final

from shared.domain.identifiers import PERIOD, PLAIN
from shared.domain.texts import CONTROL, VISIBLE

SHAPES: Final[Mapping[str, str]] = {
    rf"^{PERIOD}$": "period",
    rf"^{PLAIN}$": "number_given",
    r"^[a-z0-9-]{1,40}$": "plan_name",
    r"^[a-z0-9][a-z0-9_-]{0,39}$": "slug",
    r"^[2-9A-HJ-NP-Z]{7,8}$": "referral_code",
    r"^[A-Za-z0-9_-]{1,32}$": "short_name",
    r"^[A-Za-z0-9_-]{1,128}$": "openid",
    r"^\S{1,64}$": "without_space",
    r"^[0-9A-Za-z_@.-]{4,64}$": "account_number",
    rf"^[^{CONTROL}]{{1,2000}}$": "long_text",
    rf"^{VISIBLE}([^{CONTROL}]{{0,498}}{VISIBLE})?$": "text",
    rf"^{VISIBLE}([^\r\n\t{CONTROL}]{{0,98}}{VISIBLE})?$": "line",
}
"""The code of each pattern that a field of a request may have, worded in `shared/words`."""
