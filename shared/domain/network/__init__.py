"""Who is in the network, who is above whom, who brought which buyer, and how they behave."""
