"""From home to course to job: what is computed and what is observed."""
