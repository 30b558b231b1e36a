"""The HTTP API and the exports."""
