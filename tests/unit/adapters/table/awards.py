"""An award by hand as it stands in the table."""

from shared.domain.awards.manual_awards import AwardStep, ManualAward, NewAward
from tests.unit.adapters.samples import DECISION, at


def manual_award(award_id: str = "AWARDA", distributor: str = "A", minutes: int = 0) -> ManualAward:
    step = AwardStep(what="approved", at=at(minutes), decision=DECISION)
    award = NewAward(amount_fen=500)
    return ManualAward(distributor=distributor, id=award_id, award=award, steps=(step,))


EXAMPLES = (manual_award(),)
