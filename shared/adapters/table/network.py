"""Where people, their relations, bindings and conduct stand."""

from shared.adapters.place import Place
from shared.domain.network.bindings import Binding, BindingChange, Customer
from shared.domain.network.conduct import Violation
from shared.domain.network.people import (
    Distributor,
    ProfileChange,
    ReferralCode,
    RelationChange,
    Tree,
)

PLACES = (
    Place(Distributor, "PAYEE#{0}", "PROFILE"),
    Place(RelationChange, "PAYEE#{0}", "UPLINE#{1}"),
    Place(ProfileChange, "PAYEE#{0}", "CHANGE#{1}"),
    Place(Tree, "TREE", "TREE"),
    Place(Binding, "BUYER#{0}", "BINDING"),
    Place(BindingChange, "BUYER#{0}", "BOUND#{1}"),
    Place(Customer, "BUYER#{0}", "SHOP#{1}", exact=False),
    Place(ReferralCode, "CODE#{0}", "LINK"),
    Place(Violation, "PAYEE#{0}", "VIOLATION#{1}#{2}"),
)
QUEUES = ()
