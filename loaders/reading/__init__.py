"""Reading the producers' files: tables, workbooks, JSON, polygons, figures."""
