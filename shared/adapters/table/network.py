"""Where people, their relations, bindings and conduct stand."""

from shared.adapters.place import Place
from shared.domain.network.bindings import Binding, BindingChange, Customer
from shared.domain.network.conduct import Violation
from shared.domain.network.people import (
    Distributor,
    Downline,
    LinkOf,
    LinkOn,
    Member,
    ProfileChange,
    ReferralCode,
    RelationChange,
    Tree,
)

PLACES = (
    Place(Distributor, "PAYEE#{0}", "PROFILE"),
    Place(RelationChange, "PAYEE#{0}", "UPLINE#{1}"),
    Place(ProfileChange, "PAYEE#{0}", "CHANGE#{1}"),
    Place(Member, "MEMBERS#{0}", "DISTRIBUTOR#{1}"),
    Place(Downline, "PAYEE#{0}", "DOWNLINE#{1}"),
    Place(LinkOn, "LIST#{0}#{1}", "LINK#{2}#{3}"),
    Place(LinkOf, "PAYEE#{0}", "LINK#{1}#{2}"),
    Place(Tree, "TREE", "TREE"),
    Place(Binding, "BUYER#{0}", "BINDING"),
    Place(BindingChange, "BUYER#{0}", "BOUND#{1}"),
    Place(Customer, "BUYER#{0}", "SHOP#{1}", exact=False),
    Place(ReferralCode, "CODE#{0}", "LINK"),
    Place(Violation, "PAYEE#{0}", "VIOLATION#{1}#{2}"),
)
QUEUES = ()
