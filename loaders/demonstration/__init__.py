"""The demonstration offer: simulated courses on real places."""
