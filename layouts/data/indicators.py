"""The indicators of coverage: each with its formula, its source and what it does not say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from geodata.coverage.decay import LUO_QI
from geodata.domains import DOMAINS
from geodata.coverage.recruitment import FAMILIES
from geodata.travel.model import UNCERTAINTY
from layouts.kit.format import NO_BREAK_SPACE, number
from layouts.kit.tables import table

TITLE = "Les indicateurs de couverture"
ANCHOR = "indicateurs"


def indicators(mode_words: Mapping[str, str], families: Mapping[str, Sequence[str]]) -> Component:
    """Return the section; `families` are the names of the métiers of each domain, if known."""
    return html.Section(
        [
            html.H2(TITLE, id=ANCHOR),
            html.P(
                "Ces chiffres sont ceux de la page « Couverture et mobilité » et de l'adresse "
                "/api/v1/coverage, calculés par les mêmes fonctions. Aucun texte ne fixe de seuil "
                ": celui de 30 minutes en voiture est un choix de départ, que chacun change."
            ),
            *_people(),
            *_inequality(),
            *_accessibility(),
            *_without_car(mode_words),
            *_blank_zones(),
            *_siting(),
            *_neighbours(),
            *_work(families),
        ]
    )


def _indicator(
    name: str, what: str, formula: str, source: str, limits: str, id_: str = ""
) -> list[Component]:
    title = html.H3(name, id=id_) if id_ else html.H3(name)
    return [
        title,
        html.P(what),
        *([html.P(formula, className="formula")] if formula else []),
        html.P([html.Strong("Source : "), source]),
        html.P([html.Strong("Limites : "), limits]),
    ]


def _people() -> list[Component]:
    share = number(100 * UNCERTAINTY)
    return [
        *_indicator(
            "Habitants à portée et hors d'atteinte",
            "Une commune est à portée si le trajet de sa mairie à la formation la plus proche, "
            "parmi celles que vous demandez, dure au plus le seuil. Tous ses habitants le sont "
            "alors. Une formation entièrement à distance ne met personne à portée ; une formation "
            "dont le lieu n'est pas connu est comptée à part.",
            "hors d'atteinte = Σ habitants des communes dont le temps > seuil",
            "temps : modèle ci-dessus ; habitants : recensement (Insee), millésime au tableau des "
            "sources.",
            "une commune étendue a des quartiers plus loin que sa mairie ; le temps est celui "
            "d'une voiture seule sur la route.",
        ),
        *_indicator(
            f"La fourchette à ± {share} %",
            "Chaque nombre d'habitants est donné avec ce qu'il serait si tous les temps étaient "
            f"{share} % plus longs, ou {share} % plus courts, que l'estimation.",
            f"de seuil ÷ {number(1 + UNCERTAINTY, 1)} à seuil ÷ {number(1 - UNCERTAINTY, 1)}",
            "erreur mesurée du modèle, au chapitre du temps de trajet.",
            "tous les temps ne se trompent pas du même côté à la fois : la fourchette est large, "
            "mais ce n'est pas une certitude.",
        ),
    ]


def _inequality() -> list[Component]:
    return [
        *_indicator(
            "Répartition des temps",
            "La courbe dit, pour chaque durée, quelle part des habitants d'un territoire est à "
            "cette durée ou moins. L'écart entre rural et urbain est la différence de leurs parts "
            "au seuil, en points.",
            "part(t) = Σ habitants des communes dont le temps ≤ t ÷ Σ habitants",
            "recensement ; grille communale de densité à sept niveaux (Insee) : les niveaux 5 à 7 "
            "sont ruraux.",
            "sans la grille de densité, l'écart n'est pas disponible.",
        ),
        *_indicator(
            "Indice de Gini",
            "L'inégalité entre habitants : 0 si tous ont la même valeur, près de 1 si un seul a "
            "tout. Calculé sur les minutes, puis sur les places pour 1 000 personnes.",
            "G = Σᵢ Σⱼ pᵢ pⱼ |xᵢ − xⱼ| ÷ (2 x̄ (Σ p)²)",
            "C. Gini, « Variabilità e mutabilità », 1912 ; p : habitants, x : valeur de leur "
            "commune.",
            "les différences à l'intérieur d'une commune ne se voient pas. Pour les minutes, qui "
            "n'atteint aucune formation n'y est pas, et leur nombre est dit à côté. Un Gini faible "
            "peut vouloir dire que tout le monde est loin.",
        ),
    ]


def _accessibility() -> list[Component]:
    steps = zip((0, *LUO_QI.bounds), LUO_QI.bounds, LUO_QI.weights, strict=False)
    rows = [
        (f"{number(low)} à {number(high)}{NO_BREAK_SPACE}min", number(weight, 2))
        for low, high, weight in steps
    ]
    return [
        *_indicator(
            "Places pour 1 000 personnes (E2SFCA)",
            "Les places d'un lieu sont d'abord partagées entre les personnes qui peuvent y venir, "
            "les plus proches comptant davantage ; une commune additionne ensuite les parts des "
            "lieux qu'elle atteint. C'est la famille de calculs de l'accessibilité potentielle "
            "localisée (APL) de la Drees.",
            "Rⱼ = placesⱼ ÷ Σᵢ personnesᵢ w(tᵢⱼ) ; Aᵢ = 1 000 × Σⱼ Rⱼ w(tᵢⱼ)",
            LUO_QI.source,
            "une formation dont la capacité n'est pas connue n'y est pas. Un lieu hors de la "
            "région n'est pas compté, ni les personnes d'ailleurs qui viennent dans la région.",
        ),
        table(
            f"Poids d'un trajet : {LUO_QI.name}", ["Temps", "Poids w"], rows, (1,),
            f"Au-delà de {number(LUO_QI.threshold)} minutes, le poids est nul. "
            f"Source : {LUO_QI.source}.",
        ),
    ]  # fmt: skip


def _without_car(mode_words: Mapping[str, str]) -> list[Component]:
    modes = ", ".join(mode_words.values())
    return _indicator(
        "Dépendance à la voiture",
        "Les habitants qu'une voiture met à portée, et qu'aucun autre moyen n'y met, avec le même "
        f"seuil pour tous ({modes}). À vélo, une distance maximale s'ajoute, 10 km au départ.",
        "dépendants = Σ habitants des communes à portée en voiture et hors de portée autrement",
        "temps : modèle ci-dessus, pour chaque mode.",
        "ces personnes seraient sans moyen si elles n'avaient pas de voiture : l'atlas ne sait pas "
        "qui en a une. Les transports en commun n'y sont pas tant qu'aucun horaire n'est chargé, "
        "ni l'internat tant qu'aucune source ne le dit.",
    )


def _blank_zones() -> list[Component]:
    return _indicator(
        "Zones blanches",
        "Des communes hors d'atteinte qui se touchent forment une zone candidate, nommée d'après "
        "la plus peuplée. La liste des partenaires est montrée à côté, jamais mélangée.",
        "",
        "calcul de l'atlas pour le seuil et les filtres en cours ; liste déclarée : fichier du "
        "profil de la région.",
        "une candidate dépend du seuil : quelques minutes de plus la font disparaître. C'est une "
        "question à poser aux partenaires, pas un constat.",
    )


def _siting() -> list[Component]:
    return _indicator(
        "Où ouvrir : les meilleures communes et leur écart",
        "Les p communes qui mettent à portée le plus d'habitants aujourd'hui hors d'atteinte "
        "(couverture maximale). Une première réponse vient d'une recherche par étapes ; un calcul "
        "exact la confirme ou l'améliore.",
        "écart = (borne supérieure − habitants gagnés) ÷ borne supérieure",
        "R. Church et C. ReVelle, « The maximal covering location problem », 1974 ; résolution "
        "par HiGHS.",
        "un écart de 1 % veut dire qu'aucun autre choix ne gagnerait plus de 1 % d'habitants. Le "
        "calcul ne connaît ni les locaux, ni les formateurs, ni les employeurs.",
    )


def _neighbours() -> list[Component]:
    return _indicator(
        "Complémentarité",
        "Deux lieux proposent la même certification s'ils ont le même code RNCP ou, sans code, le "
        "même niveau et les mêmes mots. Le temps entre eux est celui du mode choisi.",
        "",
        "formations de la base en service.",
        "deux lieux proches ne sont pas forcément en trop : lycée et apprentissage sont deux "
        "portes du même diplôme. Une certification écrite sans son code peut échapper au calcul.",
    )


def _work(families: Mapping[str, Sequence[str]]) -> list[Component]:
    rows = [
        (
            name,
            " ".join(FAMILIES.get(domain, ())) or "—",
            ", ".join(families.get(domain, ())) or "—",
        )
        for domain, name in DOMAINS.items()
    ]
    return [
        *_indicator(
            "Projets de recrutement d'un domaine",
            "Les projets que les employeurs déclarent, additionnés par bassin sur les métiers "
            "auxquels mène le domaine.",
            "",
            "enquête « Besoins en main-d'œuvre » (BMO), France Travail, quand elle est chargée.",
            "les petits chiffres sont tenus secrets et ne sont dans aucune somme : lire « au "
            "moins ». Un projet n'est ni un emploi pourvu ni un besoin de formation. La table qui "
            "relie domaines et métiers est celle du projet : aucune table officielle ne le fait.",
            "domaines-metiers",
        ),
        html.Details(
            [
                html.Summary("Voir les métiers de chaque domaine"),
                table(
                    "Familles professionnelles (FAP 2021) de chaque domaine",
                    ["Domaine", "Codes FAP", "Familles"], rows,
                    note="Nomenclature des familles professionnelles : Dares, France Travail, "
                    "2021. Le rapprochement est celui du projet.",
                ),
            ]
        ),
    ]  # fmt: skip
