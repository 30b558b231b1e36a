"""What is known of the engagements of a planning contract, and of every series of figures."""
