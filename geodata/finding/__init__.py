"""Courses within reach of a person, and everything known of one."""
