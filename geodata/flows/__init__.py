"""From home to course to job: the flows that sources observe, and what stands beside them."""
