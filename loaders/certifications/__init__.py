"""Diplomas and what their codes stand for, and what a course lacks of them."""
