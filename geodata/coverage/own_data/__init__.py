"""A person's own figures by commune beside ours."""
