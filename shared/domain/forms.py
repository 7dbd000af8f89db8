"""What an award is paid in, and what it is to the tax office."""

from typing import Literal

Form = Literal["cash", "points", "coupon", "gift"]
"""What an award is paid in; each form has accounts of its own (A081)."""

TaxNature = Literal["labour", "business_income", "sales_discount", "goods_trade", "gift"]
"""What an award is to the tax office: a fee, a discount on the same invoice, a trade (A139)."""
