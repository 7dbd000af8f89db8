"""The versions of plans and policies: proposed, approved, in force from a day on."""
