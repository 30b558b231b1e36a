"""What benchmarks work on: the region, a simulated country, the page of tutorials."""
