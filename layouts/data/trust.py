"""What the atlas promises: nothing learned of people, and an honest account of accessibility."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component


def privacy() -> Component:
    """Return what becomes of what a person types."""
    return html.Section(
        [
            html.H2("Confidentialité", id="confidentialite"),
            html.Ul(
                [
                    html.Li("Aucune inscription, aucun cookie, aucune mesure d'audience."),
                    html.Li(
                        "Aucune page ne fait de demande à un autre site : polices, carte et "
                        "programmes sont servis par l'atlas lui-même."
                    ),
                    html.Li(
                        "« Autour de moi » lit votre position si vous l'acceptez. Elle reste "
                        "dans la mémoire de votre navigateur et n'en sort que pour calculer les "
                        "temps de trajet. Elle n'est ni conservée, ni écrite dans les journaux du "
                        "serveur, ni dans l'adresse de la page : un lien partagé ne porte que la "
                        "commune."
                    ),
                ]
            ),
        ]
    )


def accessibility() -> Component:
    """Return the accessibility statement."""
    return html.Section(
        [
            html.H2("Accessibilité", id="accessibilite"),
            html.P(
                [
                    html.Strong("État de conformité : non audité."),
                    " Aucun audit selon le référentiel général d'amélioration de l'accessibilité "
                    "(RGAA) n'a été mené à ce jour.",
                ]
            ),
            html.P("Ce qui est vérifié à chaque version :"),
            html.Ul(
                [
                    html.Li("l'outil axe-core ne relève aucune erreur sur les pages ;"),
                    html.Li("la recherche se fait entièrement au clavier ;"),
                    html.Li("les pages se lisent sur un téléphone (390 pixels de large)."),
                ]
            ),
            html.P("Limites connues :"),
            html.Ul(
                [
                    html.Li(
                        "les points de la carte ne se parcourent pas au clavier : tout ce qu'elle "
                        "montre est dans la liste à côté ;"
                    ),
                    html.Li(
                        "l'atlas a besoin de JavaScript, sauf pour les fichiers à télécharger ;"
                    ),
                    html.Li("les tests avec des lecteurs d'écran restent à faire."),
                ]
            ),
            html.P(
                "Si vous ne pouvez pas accéder à une information, demandez-la au service qui met "
                "l'atlas en ligne."
            ),
        ]
    )
