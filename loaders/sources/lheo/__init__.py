"""LHEO, the exchange standard of continuing training."""
