"""What opens a page: its document, the list of pages for search engines."""
