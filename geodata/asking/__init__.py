"""What a person asks for: the parameters of each page and of the API."""
