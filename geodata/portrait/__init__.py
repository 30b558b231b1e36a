"""The portrait of a territory: figures, themes, comparison."""
