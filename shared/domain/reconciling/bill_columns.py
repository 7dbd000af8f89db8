"""What WeChat Pay calls the columns of a trade bill, newer names first.

Source: pay.weixin.qq.com, docs/merchant/products/bill-download/format-trade, 2024-11-25; the older
names from its v2 documents.
"""

from collections.abc import Mapping
from typing import Final

AT: Final = "交易时间"
TRANSACTION: Final = "微信订单号"
NUMBER: Final = "商户订单号"
STATE: Final = "交易状态"
CURRENCY: Final = "货币种类"
PAID: Final = ("订单金额", "总金额")
REFUND_NUMBER: Final = "商户退款单号"
REFUNDED: Final = ("申请退款金额", "退款金额")
OF_REFUNDS_ALONE: Final = "退款申请时间"
"""A column that a bill without payments has."""

COUNT: Final = "总交易单数"
"""What the row begins with that names the totals; one of numbers follows."""

TOTALS: Final[Mapping[str, str]] = {
    "应结订单总金额": "应结订单金额",
    "退款总金额": "退款金额",
    "充值券退款总金额": "充值券退款金额",
    "手续费总金额": "手续费",
    "订单总金额": "订单金额",
    "申请退款总金额": "申请退款金额",
    "总交易额": "总金额",
    "总退款金额": "退款金额",
    "总代金券或立减优惠退款金额": "代金券或立减优惠退款金额",
    "总企业红包退款金额": "企业红包退款金额",
}
"""What each total adds up."""
