"""Archives made in memory."""

import io
import zipfile
from collections.abc import Iterable, Mapping


def zipped(contents: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]]) -> bytes:
    """Return a zip of files and their names; of pairs, two may have one name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items() if isinstance(contents, Mapping) else contents:
            archive.writestr(name, content)
    return packed.getvalue()
