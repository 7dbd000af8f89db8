"""Where the brand's own accounts stand: among what it has laid down."""

from shared.adapters.place import Place
from shared.domain.receiving_accounts import ReceivingAccount

PLACES = (Place(ReceivingAccount, "RULES#{0}", "ACCOUNT#{1}"),)
QUEUES = ()
