"""What people read about a fault of a policy."""

from collections.abc import Mapping

from shared.words.wording import Words

FAULT: Mapping[str, Words] = {
    "part_too_small": Words(
        "{part_fen:yuan} is too small: no part could ever be paid; {least_fen:yuan} is the least",
        "{part_fen:yuan} 太小，任何一笔都无法打款；最小为 {least_fen:yuan}",
    ),
}
