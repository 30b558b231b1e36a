"""Our CSV files as a spreadsheet reads them."""

import csv
import io


def rows_in(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a file by its headers, whether or not it says that it is UTF-8."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def rows_at(client, address: str) -> list[dict[str, str]]:
    """Return the rows of the file at an address, which must be served."""
    reply = client.get(address)
    assert reply.status_code == 200, address
    return rows_in(reply.get_data())
