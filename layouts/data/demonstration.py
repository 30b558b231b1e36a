"""How the demonstration's courses were simulated, said on the page that accounts for data."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from geodata.account import Account
from geodata.vocabulary import VOIES
from layouts.kit.format import number, share
from layouts.kit.tables import table


def demonstration(account: Account) -> Component:
    """Return what is simulated, what is real, and in which proportions."""
    total = account.offers
    rows = [
        (VOIES[voie], number(n), share(n, total), number(account.enrolled_by_voie[voie]))
        for voie, n in account.by_voie.items()
    ]
    foad = account.by_modality["distance"] + account.by_modality["mixte"]
    return html.Section(
        [
            html.H2("Les formations de démonstration", id="demonstration"),
            html.P(
                "Tant qu'aucun fichier officiel n'est chargé, l'atlas montre des formations "
                "simulées, pour que chaque écran puisse être essayé. Elles ne doivent servir ni à "
                "orienter une personne, ni à décider."
            ),
            html.Ul(
                [
                    html.Li(
                        [
                            html.Strong("Réels : "),
                            "les communes et leurs zonages, les lycées, les diplômes et titres, "
                            "les métiers, les règles rev3.",
                        ]
                    ),
                    html.Li(
                        [
                            html.Strong("Simulés : "),
                            "qu'une formation ait lieu dans un établissement, ses dates, ses "
                            "places, ses inscrits, son financement. Hors lycées, un établissement "
                            "porte un nom générique suivi de « (simulé) », dans une ville qui en a "
                            "vraiment un. Tous sont placés au centre de leur commune.",
                        ]
                    ),
                ]
            ),
            html.H3("Comment elles sont tirées"),
            html.Ol(
                [
                    html.Li(
                        "Chaque établissement reçoit des diplômes de sa spécialité, tirés au sort "
                        "selon leur fréquence."
                    ),
                    html.Li(
                        "Chaque formation reçoit une session dans l'année qui vient, une modalité, "
                        "un financement, un public et un nombre de places."
                    ),
                    html.Li(
                        "Les inscrits sont répartis pour que chaque voie retrouve l'effectif que "
                        "publie le contrat régional, en proportion de la population pour une "
                        "autre région."
                    ),
                ]
            ),
            html.P(
                "Le tirage est reproductible : les mêmes données de départ donnent les mêmes "
                "formations. Chaque ligne, chaque export et chaque réponse de l'interface pour "
                "programmes porte la mention « demonstration »."
            ),
            table(
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
        ]
    )
