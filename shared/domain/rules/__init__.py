"""What every rule answers, whatever its kind: what it pays, whom not and why, and what at most."""
