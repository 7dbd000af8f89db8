"""Where versions of plans and policies stand."""

from shared.adapters.place import Place
from shared.domain.rulebook.versions import RuleVersion

PLACES = (Place(RuleVersion, "RULES#{0}", "v#{1}", remembered=True),)
QUEUES = ()
