"""What a change of the offer would do to coverage."""
