"""How the demonstration's courses were simulated, said on the page that accounts for data."""

from dash.development.base_component import Component

from geodata.provenance.account import Account
from geodata.vocabulary import VOIES
from layouts.kit.format import number, share
from layouts.kit.prose import section
from layouts.kit.tables import table


def demonstration(text: str, account: Account) -> Component:
    """Return what is simulated, what is real, and in which proportions."""
    total = account.offers
    rows = [
        (VOIES[voie], number(n), share(n, total), number(account.enrolled_by_voie[voie]))
        for voie, n in account.by_voie.items()
    ]
    foad = account.by_modality["distance"] + account.by_modality["mixte"]
    return section(
        text,
        proportions=table(
            "Formations simulées, par voie",
            ["Voie", "Formations", "Part", "Inscrits"],
            rows,
            (1, 2, 3),
            f"Sur {number(total)} formations simulées : {share(foad, total)} en tout ou partie "
            f"à distance, {share(account.conventionnee, total)} conventionnées, "
            f"{share(account.rev3, total)} repérées rev3. Effectifs de référence : CPRDFOP "
            "Hauts-de-France (lycéens et étudiants 2020-2021, apprentis au 1er janvier 2022, "
            "demandeurs d'emploi formés en 2020).",
        ),
    )
