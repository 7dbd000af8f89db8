"""How AWS measures items, reads and writes; each rule names where AWS says so."""
