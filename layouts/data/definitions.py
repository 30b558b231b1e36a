"""The words of the atlas, each with its meaning, its source and its vintage."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from geodata.domains import DOMAINS
from geodata.provenance.account import Account
from geodata.vocabulary import LEVELS, OLD_LEVELS, VOIES
from layouts.kit.format import NO_BREAK_SPACE, count, number
from layouts.kit.parts import voie_label
from layouts.kit.prose import prose, section
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
    pages: Mapping[str, str],
    account: Account,
    groups: Mapping[str, Sequence[str]],
    profile: Mapping[str, object],
    region: str,
) -> Component:
    """Return the definitions; `groups` are the NSF groups of each domain."""
    return section(
        pages["definitions"],
        voies=_voies(),
        levels=_levels(),
        domain_count=str(len(DOMAINS)),
        domains=_domains(groups),
        distance=number(account.by_modality["distance"]),
        mixed=number(account.by_modality["mixte"]),
        conventionnee=number(account.conventionnee),
        region=region,
        rev3=_rev3(pages["rev3"], profile),
        zonings=_zonings(account, region),
    )


def _voies() -> Component:
    rows = [(voie_label(voie), _VOIES[voie]) for voie in VOIES]
    return table("Les quatre voies de formation", ["Voie", "Ce que c'est"], rows)


def _levels() -> Component:
    old = {level: ", ".join(name for name, of in OLD_LEVELS.items() if of == level)
           for level in LEVELS}  # fmt: skip
    old[8] = "I"
    rows = [(name, old[level]) for level, name in LEVELS.items()]
    return table(
        "Niveaux d'aujourd'hui et anciens niveaux",
        ["Niveau", "Ancien niveau"],
        rows,
        note="Décret n° 2019-14 du 8 janvier 2019 ; nomenclature de 1969. France.",
    )


def _domains(groups: Mapping[str, Sequence[str]]) -> Component:
    rows = [(DOMAINS[domain], " ".join(codes)) for domain, codes in groups.items()]
    return html.Details(
        [
            html.Summary("Voir la table des groupes NSF et des domaines"),
            table("Groupes NSF de chaque domaine", ["Domaine", "Groupes NSF"], rows,
                  note="Nomenclature : décret n° 94-522 du 21 juin 1994, France. Le "
                  "regroupement en domaines est celui du projet."),
        ]
    )  # fmt: skip


def _rev3(text: str, profile: Mapping[str, object]) -> object:
    given = [rule for rule in _list(profile.get("rev3")) if isinstance(rule, Mapping)]
    rows = [
        (
            str(rule.get("label", "")),
            " ".join(_texts(rule.get("romes"))) or "—",
            " ".join(_texts(rule.get("nsf"))) or "—",
            ", ".join(_texts(rule.get("words"))) or "—",
            " ".join(filter(None, (str(rule.get("source", "")), str(rule.get("note", ""))))),
        )
        for rule in given
    ]
    if not rows:
        return html.P("Le profil de cette région ne donne pas de règle rev3.")
    rules = html.Details(
        [
            html.Summary(f"Voir la règle ({count(len(rows), 'filière')})"),
            table("Règle de repérage rev3",
                  ["Filière", "Métiers (ROME)", "NSF", "Mots de l'intitulé", "Source"], rows),
        ]
    )  # fmt: skip
    return prose(text, rules=rules)


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list | tuple | set | frozenset) else []
    texts = [str(text) for text in values]
    return texts if isinstance(value, list | tuple) else sorted(texts)


def _zonings(account: Account, region: str) -> Component:
    spel = account.zones.get("spel", 0)
    qpv = _UNKNOWN
    if account.qpv_communes is not None:
        # The inhabitants are those of the quarters of before 2024: no census has the new ones.
        people = f"{number(account.qpv_population or 0)}{NO_BREAK_SPACE}habitants"
        older = f" ; {people} dans les quartiers d'avant" if account.qpv_population else ""
        qpv = f"{count(account.qpv_communes, 'commune')}{older}"
    rows = [
        ("Bassin emploi-formation (SPEL)",
         "Territoire du service public de l'emploi local, où se concertent l'État, la Région et "
         "France Travail.",
         account.vintages.get("spel", _UNKNOWN), count(spel, "bassin") if spel else _UNKNOWN),
        ("Quartier prioritaire (QPV)",
         "Quartier de la politique de la ville. La carte montre les communes où il y en a, pas "
         "leur contour.",
         account.vintages.get("qpv", _UNKNOWN), qpv),
        ("France ruralités revitalisation (FRR)",
         "Territoire rural peu dense et fragile, aidé par l'État : le zonage en vigueur.",
         account.vintages.get("frr", "depuis le 1er juillet 2024"),
         _communes(account.frr_communes)),
        ("Ancienne zone de revitalisation rurale (ZRR)",
         "Zonage que les FRR ont remplacé.",
         account.vintages.get("zrr", _UNKNOWN), _communes(account.zrr_communes)),
    ]  # fmt: skip
    return table(
        "Zonages de l'atlas, avec leur millésime",
        ["Zonage", "Ce que c'est", "Millésime", region],
        rows,
        note="Sources : DGCL (ZRR, QPV), code officiel géographique (SPEL, par les "
        "arrondissements ou le découpage du profil de la région).",
    )


def _communes(n: int | None) -> str:
    return _UNKNOWN if n is None else f"{count(n, 'commune')} d'aujourd'hui"
