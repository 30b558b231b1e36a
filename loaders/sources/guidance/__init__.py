"""The places that guide and receive people, and those that help to come and to stay."""
