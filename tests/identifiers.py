"""Ids as shops have them."""

from hypothesis import strategies as st

from shared.domain.identifiers import LONGEST, identifier

SHOPS_OWN = (
    "茶友一",
    "龙井 100g/罐",
    "a1@example.com",
    "oExample0000000000000000001a",
    "it's 50% off? #1 & more=~",
    "Café",
    "🍵" * LONGEST,
    "..a",
)
"""What today's shops call their buyers and goods."""


def _is_one(text: str) -> bool:
    try:
        return identifier(text) == text
    except ValueError:
        return False


IDENTIFIERS = st.one_of(
    st.sampled_from(SHOPS_OWN),
    st.text(max_size=LONGEST).map(str.strip).filter(_is_one),
    st.text("ab/#%~. :*é\\\"'茶", min_size=1, max_size=6).filter(_is_one),
)
"""Ids in their one spelling, among them many that keys and paths are divided by."""
