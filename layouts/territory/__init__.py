"""« Territoires »: portraits, comparison, the monitoring of the contract."""
