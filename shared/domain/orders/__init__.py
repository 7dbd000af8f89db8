"""An order's life: what it is, what it awaits, and every fact that moves it on."""
