"""The words of the atlas, each with its meaning, its source and its vintage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from geodata.account import Account
from geodata.domains import DOMAINS
from geodata.vocabulary import LEVELS, OLD_LEVELS, VOIES
from layouts.kit.format import NO_BREAK_SPACE, count, number
from layouts.kit.parts import voie_label
from layouts.kit.tables import table

_VOIES = {
    "scolaire": "Au lycée, sous statut d'élève, jusqu'au bac.",
    "apprentissage": "En contrat avec un employeur, entre l'entreprise et un centre de formation "
    "d'apprentis (CFA).",
    "superieur": "Après le bac, sous statut d'étudiant : BTS, BUT, licence, master, école…",
    "continue": "Pour les adultes : demandeurs d'emploi et salariés.",
}

_UNKNOWN = "Non disponible dans la base chargée."


def definitions(
    account: Account,
    groups: Mapping[str, Sequence[str]],
    profile: Mapping[str, object],
    region: str,
) -> Component:
    """Return the definitions; `groups` are the NSF groups of each domain."""
    return html.Section(
        [
            html.H2("Les définitions", id="definitions"),
            *_voies(),
            *_levels(),
            *_domains(groups),
            *_modalities(account, region),
            *_rev3(profile),
            *_zonings(account, region),
        ]
    )


def _voies() -> list[Component]:
    rows = [(voie_label(voie), _VOIES[voie]) for voie in VOIES]
    return [
        html.H3("Voie"),
        html.P("La façon de suivre une formation. Chacune a sa forme et sa couleur partout."),
        table("Les quatre voies de formation", ["Voie", "Ce que c'est"], rows),
    ]


def _levels() -> list[Component]:
    old = {level: ", ".join(name for name, of in OLD_LEVELS.items() if of == level)
           for level in LEVELS}  # fmt: skip
    old[8] = "I"
    rows = [(name, old[level]) for level, name in LEVELS.items()]
    return [
        html.H3("Niveau"),
        html.P(
            "Le niveau du diplôme ou du titre à la sortie, selon le cadre national des "
            "certifications. Les anciens niveaux, encore présents dans des fichiers, sont lus ; "
            "l'ancien niveau I, qui réunit le master et le doctorat, est lu comme le niveau 7."
        ),
        table("Niveaux d'aujourd'hui et anciens niveaux", ["Niveau", "Ancien niveau"], rows,
              note="Décret n° 2019-14 du 8 janvier 2019 ; nomenclature de 1969. France."),
    ]  # fmt: skip


def _domains(groups: Mapping[str, Sequence[str]]) -> list[Component]:
    rows = [(DOMAINS[domain], " ".join(codes)) for domain, codes in groups.items()]
    return [
        html.H3("Domaine"),
        html.P(
            f"Les {len(DOMAINS)} domaines disent en mots courants les groupes de la nomenclature "
            "des spécialités de formation (NSF). Chaque groupe est dans un domaine et un seul."
        ),
        html.Details(
            [
                html.Summary("Voir la table des groupes NSF et des domaines"),
                table("Groupes NSF de chaque domaine", ["Domaine", "Groupes NSF"], rows,
                      note="Nomenclature : décret n° 94-522 du 21 juin 1994, France. Le "
                      "regroupement en domaines est celui du projet."),
            ]
        ),
    ]  # fmt: skip


def _modalities(account: Account, region: str) -> list[Component]:
    distance, mixed = account.by_modality["distance"], account.by_modality["mixte"]
    return [
        html.H3("Formation à distance (FOAD)"),
        html.P(
            "La formation ouverte et à distance se suit en tout ou partie hors du lieu de "
            f"formation. L'atlas en compte {number(distance)} entièrement à distance et "
            f"{number(mixed)} en partie sur place ({region}, base en service). Une formation "
            "entièrement à distance n'est à aucun endroit de la carte : elle est listée à part et "
            "ne rend jamais un territoire « couvert »."
        ),
        html.H3("Conventionnée"),
        html.P(
            "Une formation conventionnée est financée par une collectivité ou un organisme public "
            "(la Région, France Travail…) : elle ne coûte en général rien à la personne qui y "
            "entre. Formations ainsi marquées par leur source : "
            f"{number(account.conventionnee)} ({region}, base en service)."
        ),
    ]


def _rev3(profile: Mapping[str, object]) -> list[Component]:
    rules = [rule for rule in _list(profile.get("rev3")) if isinstance(rule, Mapping)]
    rows = [
        (
            str(rule.get("label", "")),
            " ".join(_texts(rule.get("romes"))) or "—",
            " ".join(_texts(rule.get("nsf"))) or "—",
            ", ".join(_texts(rule.get("words"))) or "—",
            " ".join(filter(None, (str(rule.get("source", "")), str(rule.get("note", ""))))),
        )
        for rule in rules
    ]
    title = html.H3("Transition écologique et numérique (rev3)", id="rev3")
    if not rows:
        return [title, html.P("Le profil de cette région ne donne pas de règle rev3.")]
    return [
        title,
        html.P(
            "Une formation est repérée « rev3 » par une règle publiée, jamais au jugé : un de ses "
            "métiers ROME, son code NSF ou un mot de son intitulé est dans la table. La première "
            "ligne qui convient l'emporte. La règle est celle du projet : corriger la table dans "
            "le profil de la région corrige l'atlas."
        ),
        html.Details(
            [
                html.Summary(f"Voir la règle ({count(len(rows), 'filière')})"),
                table("Règle de repérage rev3",
                      ["Filière", "Métiers (ROME)", "NSF", "Mots de l'intitulé", "Source"], rows),
            ]
        ),
    ]  # fmt: skip


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list | tuple | set | frozenset) else []
    texts = [str(text) for text in values]
    return texts if isinstance(value, list | tuple) else sorted(texts)


def _zonings(account: Account, region: str) -> list[Component]:
    spel = account.zones.get("spel", 0)
    qpv = _UNKNOWN
    if account.qpv_communes is not None:
        qpv = (
            f"{count(account.qpv_communes, 'commune')}, "
            f"{number(account.qpv_population or 0)}{NO_BREAK_SPACE}habitants"
        )
    rows = [
        ("Bassin emploi-formation (SPEL)",
         "Territoire du service public de l'emploi local, où se concertent l'État, la Région et "
         "France Travail.",
         account.vintages.get("spel", _UNKNOWN), count(spel, "bassin") if spel else _UNKNOWN),
        ("Quartier prioritaire (QPV)",
         "Quartier de la politique de la ville. La carte montre les communes où il y en a, pas "
         "leur contour.",
         account.vintages.get("qpv", _UNKNOWN), qpv),
        ("Zone de revitalisation rurale (ZRR)",
         "Territoire rural peu dense et fragile, aidé par l'État.",
         account.vintages.get("zrr", _UNKNOWN), _communes(account.zrr_communes)),
        ("France ruralités revitalisation (FRR)",
         "Zonage qui a remplacé les ZRR.",
         account.vintages.get("frr", "depuis le 1er juillet 2024"),
         _communes(account.frr_communes)),
    ]  # fmt: skip
    return [
        html.H3("Zonages"),
        table(
            "Zonages de l'atlas, avec leur millésime",
            ["Zonage", "Ce que c'est", "Millésime", region],
            rows,
            note="Sources : DGCL (ZRR, QPV), code officiel géographique (SPEL, par les "
            "arrondissements ou le découpage du profil de la région).",
        ),
    ]


def _communes(n: int | None) -> str:
    return _UNKNOWN if n is None else f"{count(n, 'commune')} d'aujourd'hui"
