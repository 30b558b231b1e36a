"""What a search engine is told of a métier's page."""

from urllib.parse import urlencode

from geodata.needs.metiers import Metier
from layouts.controls.tensions import TENSIONS
from layouts.head import Head, stated


def metier_path(key: str) -> str:
    """Return the address of a métier's page."""
    return f"{TENSIONS.path}?{urlencode({'onglet': 'metier', 'metier': key})}"


def metier_title(label: str) -> str:
    """Return the title of a métier's document."""
    return f"{label} – Métiers en tension – Atlas Formation"


def metier_head(metier: Metier, region: str) -> Head:
    """Return the head of a métier's page."""
    return Head(
        path=metier_path(metier.key),
        title=metier_title(metier.label),
        description=(
            f"{metier.label} : la tension du métier par bassin d'emploi en {region}, les projets "
            "de recrutement et les formations proches qui y mènent."
        ),
        about={
            "@type": "Occupation",
            "name": metier.label,
            **stated(
                occupationalCategory=[f"ROME {code}" for code in metier.romes],
                occupationLocation={"@type": "AdministrativeArea", "name": region},
            ),
        },
    )
