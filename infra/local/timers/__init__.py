"""What happens because time passes: schedules, and sweeps at due times."""
