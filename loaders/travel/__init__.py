"""How good the estimated times are, on published trips and on trips of one's own."""
