"""« Qui peut m'aider ? »: who guides and receives, near a person."""
