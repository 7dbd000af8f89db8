"""What a comparison takes where nothing is said."""

OLD_PLAN = "depth-10-5"
"""The plan that orders of a file were paid under."""
