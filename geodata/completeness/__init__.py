"""What is known of the offer and what is not: a grade by voie, level and département."""
