"""Names of courses, diplomas and establishments, as people write them."""
