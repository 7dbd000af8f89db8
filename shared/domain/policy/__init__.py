"""The policy: deadlines, return window, payouts, binding."""
