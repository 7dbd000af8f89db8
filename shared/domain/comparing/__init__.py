"""What another plan would have paid: sums over past orders, awards of periods, who gains."""
