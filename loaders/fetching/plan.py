"""Which files to bring, and from where: declarations met with the sources that read them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.errors import SourceError
from loaders.fetching.addresses import Remote
from loaders.fetching.web import FetchError, Web, read_json
from loaders.source import Source

PORTAL = "https://www.data.gouv.fr/api/1/datasets/{}/"


@dataclass(frozen=True)
class Wanted:
    """A file to bring and the source that reads it; `named` when it was asked for by its key."""

    remote: Remote
    source: Source
    named: bool = False


def plan(
    remotes: Sequence[Remote], catalogue: Sequence[Source], only: Sequence[str] = ()
) -> tuple[Wanted, ...]:
    """Return the files to bring: all, or those of the sources or files that `only` names.

    A declaration whose source is not read by this version is left out.

    Raises SourceError: `only` names something unknown.
    """
    sources = {source.key: source for source in catalogue}
    known = [remote for remote in remotes if remote.source in sources]
    for key in only:
        if not any(key in (remote.source, remote.name) for remote in known):
            names = ", ".join(dict.fromkeys(remote.source for remote in known))
            raise SourceError(f"La source « {key} » n'est pas au catalogue. Les sources : {names}.")
    return tuple(
        Wanted(remote, sources[remote.source], named=bool(only))
        for remote in known
        if not only or {remote.source, remote.name} & set(only)
    )


def address_of(remote: Remote, web: Web, portal: str = PORTAL) -> str:
    """Return the address of a file today, asked of data.gouv.fr when it is given by a data set.

    Raises FetchError: the portal does not answer, or has no such file.
    """
    if remote.address:
        return remote.address
    described = read_json(web, portal.format(remote.dataset))
    pattern = re.compile(remote.resource, re.IGNORECASE)
    found = []
    try:
        for resource in described["resources"]:
            url = str(resource["url"])
            match = pattern.search(str(resource.get("title") or "")) or pattern.search(url)
            if match:
                edition = match[1] if pattern.groups else ""
                found.append((edition, str(resource.get("last_modified") or ""), url))
    except (KeyError, TypeError, AttributeError) as error:
        raise FetchError("la réponse de data.gouv.fr n'a pas la forme attendue") from error
    if not found:
        raise FetchError("le jeu de données n'a plus de fichier de ce nom sur data.gouv.fr")
    return max(found)[2]
