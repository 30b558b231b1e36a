"""From the producers' files to the store that the application reads."""
