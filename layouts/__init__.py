"""What is on screen: plain functions that take data and return components."""
