"""LHEO from a file to the tables of the store, on a sample of our own."""

import datetime as dt
import re
from dataclasses import replace

import pandas as pd
import pytest

from geodata.domains import domain_of_nsf
from geodata.tables.schema import OFFERS, SITES
from loaders.building.tables import tagged
from loaders.catalogue import recognise
from loaders.errors import SourceError
from loaders.project_data.profile import read_profile
from loaders.sources.lheo import source as lheo
from loaders.sources.lheo.fields import IGNORED, USED
from tests.loaders.lheo_sample import (
    TODAY,
    action,
    context_of,
    document,
    formation,
    read_text,
    without,
)


@pytest.fixture
def read(tmp_path, communes):
    return lambda xml, **context: read_text(tmp_path, xml, communes, **context)


def one(parsed):
    """The only offer, without what was not said."""
    [offer] = parsed.tables["offers"].to_dict("records")
    return offer


def test_an_action_is_one_row_with_what_the_file_says(read, communes):
    parsed = read(document(formation(communes)))
    offer = one(parsed)
    expected = {
        "title": "Cuisine de collectivité",
        "certification": "",
        "rncp": "RNCP99001",
        "level": 4,
        "voie": "apprentissage",
        "nsf": "334",
        "formacodes": "42752",
        "romes": "G1602 G1603",
        "modality": "mixte",
        "conventionnee": True,
        "funder": "Région",
        "capacity": 12,
        "start": pd.Timestamp(2026, 9, 1),
        "end": pd.Timestamp(2027, 6, 30),
        "entry_level": 3,
        "publics": "apprentis demandeurs_emploi",
        "url": "https://exemple.test/action",
        "provider": "Greta des Essais",
        "source": "lheo",
        "vintage": "2026-10-02",
    }
    assert {name: offer[name] for name in expected} == expected
    [site] = parsed.tables["sites"].to_dict("records")
    assert site["site"] == offer["site"]
    assert (site["uai"], site["siret"]) == ("0800022B", "22222222200022")
    assert (site["name"], site["commune"]) == ("Plateau de Alpha", "80001")
    assert site["precision"] == "address"
    assert site["x"] == pytest.approx(communes.iloc[0]["x"], abs=1)
    assert parsed.vintage == "2026-10-02"
    assert "2.3" in parsed.perimeter
    assert parsed.corrections.empty


def test_the_tables_fit_the_store(read, communes):
    parsed = read(document(formation(communes), formation(communes, number=2)))
    assert len(OFFERS.validate(parsed.tables["offers"])) == 2
    assert len(SITES.validate(parsed.tables["sites"])) == 1


def test_a_file_without_a_course_gives_empty_tables_that_fit(read, communes):
    parsed = read(document())
    assert parsed.rows_read == 0
    assert OFFERS.validate(parsed.tables["offers"]).empty
    assert SITES.validate(parsed.tables["sites"]).empty


# --- each element of the standard is used, or changes nothing -------------------------------------

# What must be absent for an element to matter; and those whose value is changed, not removed.
_BEFORE = {
    "raison-sociale": ["nom-organisme"],
    "SIRET-organisme-formation": ["organisme-formateur", "SIRET-lieu-formation"],
    "coordonnees-organisme": ["lieu-de-formation", "organisme-formateur"],
    "contact-formateur": ["lieu-de-formation"],
    "url-session": ["url-action"],
    "url-formation": ["url-action", "url-session"],
    "code-UAI-organisme-formation": ["organisme-formateur", "code-UAI-lieu-formation"],
    "SIRET-formateur": ["SIRET-lieu-formation"],
    "code-UAI-formateur": ["code-UAI-lieu-formation"],
    "raison-sociale-formateur": ["denomination", "ligne"],
    "nb-places-financees": ["cycle"],
    "conventionnement": ["organisme-financeur"],
}
_CHANGED = {"certifiante": "0", "niveau-entree-obligatoire": "0"}


def facts(parsed):
    """All that a file gives, as comparable texts."""
    tables = [*parsed.tables.values(), parsed.rejects]
    return [table.astype(str).to_dict("records") for table in tables]


@pytest.mark.parametrize("name", USED)
def test_each_element_said_to_be_used_changes_the_result(read, communes, name):
    xml = without(document(formation(communes)), *_BEFORE.get(name, []))
    assert f"<{name}" in xml
    if name in _CHANGED:
        other = without(xml, name).replace(
            "</intitule-formation>" if name == "certifiante" else "</code-public-vise>",
            ("</intitule-formation>" if name == "certifiante" else "</code-public-vise>")
            + f"<{name}>{_CHANGED[name]}</{name}>",
        )
    else:
        other = without(xml, name)
    assert facts(read(xml)) != facts(read(other))


@pytest.mark.parametrize("name", IGNORED)
def test_each_element_said_to_be_ignored_changes_nothing(read, communes, name):
    xml = document(formation(communes))
    junk = f"<{name}>SECRET<nom>SECRET</nom><urlweb>https://secret.test</urlweb></{name}>"
    fuller = xml
    for end in ("</formation>", "</action>", "</session>", "</organisme-formateur>"):
        fuller = fuller.replace(end, junk + end)
    assert facts(read(fuller)) == facts(read(without(xml, name)))


def test_no_element_is_both_used_and_ignored():
    assert not set(USED) & set(IGNORED)


def test_names_of_persons_are_never_kept(read, communes):
    xml = document(formation(communes)).replace("<denomination>Plateau de Alpha</denomination>", "")
    person = "<coordonnees><civilite>Mme</civilite><nom>DURAND</nom><prenom>Anne</prenom>"
    parsed = read(xml.replace("<coordonnees>", person))
    assert "DURAND" not in str(facts(parsed))
    assert "PERSONNE" not in str(facts(parsed))


# --- certifications -------------------------------------------------------------------------------


def certified(communes, title="Cuisine", code="", certifying="1"):
    xml = document(formation(communes))
    xml = xml.replace("Cuisine de collectivité", title).replace("99001", code)
    return xml.replace("<certifiante>1", f"<certifiante>{certifying}")


def test_a_known_code_completes_what_the_file_leaves_out(read, communes):
    xml = certified(communes, code="RNCP34095")
    offer = one(read(without(xml, "code-niveau-sortie", "code-NSF", "code-ROME")))
    assert offer["certification"] == "Titre professionnel Cuisinier"
    assert (offer["level"], offer["nsf"], offer["romes"]) == (3, "221", "G1602")
    assert offer["rncp"] == "RNCP34095"


@pytest.mark.parametrize("wrong", ["000", "42752"])
def test_a_code_that_is_no_group_does_not_hide_the_certification_s(read, communes, wrong):
    xml = certified(communes, code="RNCP34095")
    xml = xml.replace("<code-NSF>334<", f"<code-NSF>\n  {wrong} <")
    xml = xml.replace('ref="V14">42752<', 'ref="NSF"> 334<')
    offer = one(read(xml))
    assert (offer["nsf"], offer["formacodes"]) == ("221", "")


@pytest.mark.parametrize(
    ("codes", "title", "domain"),
    [
        ("<code-FORMACODE>21538</code-FORMACODE>", "Pain au levain au feu de bois", "hotellerie"),
        ("<code-ROME>F1703</code-ROME>", "CAP Cuisine", "batiment"),
        ("<code-NSF>232</code-NSF>", "CAP Cuisine", "batiment"),
        ("", "Pain au levain au feu de bois", "batiment"),
    ],
)
def test_codes_decide_of_the_domain_before_the_title(read, communes, codes, title, domain):
    xml = without(certified(communes, title=title, code="-"), "code-NSF", "code-ROME")
    xml = re.sub(r"<code-FORMACODE[^>]*>\d+</code-FORMACODE>", codes, xml)
    offer = tagged(read(xml).tables["offers"], read_profile("hauts-de-france")).iloc[0]
    assert offer["domain"].startswith(domain)
    assert domain_of_nsf(offer["nsf"]) in ("", offer["domain"])


def test_a_known_title_gives_its_certification(read, communes):
    offer = one(read(certified(communes, title="CAP CUISINE", code="-")))
    assert offer["certification"] == "Certificat d'aptitude professionnelle Cuisine"
    assert (offer["title"], offer["rncp"]) == ("CAP Cuisine", "RNCP37553")


def test_a_course_that_does_not_certify_leads_to_no_certification(read, communes):
    offer = one(read(certified(communes, title="CAP Cuisine", code="37553", certifying="0")))
    assert (offer["certification"], offer["rncp"]) == ("", "")
    assert offer["title"] == "CAP Cuisine"


# --- counts, duplicates, identity -----------------------------------------------------------------


def test_every_action_is_kept_or_rejected_with_its_reason(read, communes):
    elsewhere = action(communes, 2, insee="69381", postcode="69001", lat=45.76, lon=4.83)
    parsed = read(
        document(
            formation(communes, action(communes), elsewhere, action(communes)),
            without(formation(communes, number=2), "intitule-formation"),
            without(formation(communes, number=3), "action"),
            formation(communes, number=4).replace(
                "</action>",
                '<extras><extra info="action-perimee">1</extra></extras></action>',
            ),
        )
    )
    assert parsed.rows_read == 6
    assert parsed.rejects[["row", "reason"]].to_numpy().tolist() == [
        [2, "hors de la région"],
        [3, "doublon"],
        [4, "intitulé absent"],
        [5, "formation sans action"],
        [6, "action périmée selon le producteur"],
    ]
    assert parsed.rows_kept == len(parsed.tables["offers"]) == 1
    assert parsed.rejects["content"].iloc[0].startswith("A2 | Cuisine de collectivité")


def test_ids_do_not_follow_order_nor_dates(read, communes):
    first, second = formation(communes), formation(communes, number=2)
    ids = read(document(first, second)).tables["offers"]["offer"]
    later = second.replace("20260901", "20271001").replace("20261002", "20271002")
    again = read(document(later, first)).tables["offers"]["offer"]
    assert set(ids) == set(again)
    assert len(set(ids)) == 2


def test_actions_without_a_number_are_told_apart_by_their_content(read, communes):
    bare = formation(communes).replace(' numero="A1"', "").replace(' numero="F1"', "")
    other = bare.replace("Cuisine de collectivité", "Boulangerie")
    parsed = read(document(bare, other, bare))
    assert parsed.rows_kept == 2
    assert parsed.rejects["reason"].tolist() == ["doublon"]


def test_the_size_of_a_batch_changes_nothing(read, communes, monkeypatch):
    far = action(communes, 9, lat=0, lon=0)
    xml = document(*(formation(communes, number=n) for n in range(5)), formation(communes, far))
    whole = facts(read(xml))
    monkeypatch.setattr(lheo, "BATCH", 1)
    assert facts(read(xml)) == whole


def test_a_course_at_a_distance_has_no_site(read, communes):
    xml = document(formation(communes)).replace(
        "<modalites-enseignement>1", "<modalites-enseignement>2"
    )
    parsed = read(xml)
    assert one(parsed)["site"] == ""
    assert one(parsed)["modality"] == "distance"
    assert parsed.tables["sites"].empty


# --- versions -------------------------------------------------------------------------------------

OLD = """<lheo xmlns="http://www.lheo.org/1.3.0"><offres><offre-formation>
<action-formation><domaine-formation><codes-NSF><code-NSF>332</code-NSF></codes-NSF>
<codes-FORMACODE><code-FORMACODE>44569</code-FORMACODE></codes-FORMACODE>
<codes-ROME><code-ROME>23221</code-ROME></codes-ROME></domaine-formation>
<intitule-action>Accompagnement social</intitule-action><diplomante>1</diplomante>
<codes-public-vise><code-public-vise>80005</code-public-vise></codes-public-vise>
<certification><code-RNCP>403</code-RNCP></certification>
<code-niveau-sortie>6</code-niveau-sortie></action-formation>
<organisation-formation><conditions-pedagogiques><code-niveau-entree>5</code-niveau-entree>
<niveau-entree-obligatoire>1</niveau-entree-obligatoire><FOAD>1</FOAD></conditions-pedagogiques>
<modalites-acces><lieu-de-formation><coordonnees><nom>Centre d'Alpha</nom><adresse>
<codepostal>80100</codepostal><ville>ALPHA CEDEX 2</ville>
<extras info="geolocalisation"><extra info="latitude">{lat}</extra>
<extra info="longitude">{lon}</extra></extras></adresse></coordonnees></lieu-de-formation>
<sessions><session><periode><debut>20270900</debut><fin>20280000</fin></periode></session></sessions>
</modalites-acces><organisation-administrative><conventionnement>0</conventionnement>
</organisation-administrative></organisation-formation>
<organismes><organisme-formation-responsable><nom-organisme>Centre</nom-organisme>
</organisme-formation-responsable>
<organismes-financeurs><code-financeur>5</code-financeur></organismes-financeurs></organismes>
</offre-formation></offres></lheo>"""


def test_lheo_1_3_is_read(read, communes):
    alpha = communes.iloc[0]
    parsed = read(OLD.format(lat=alpha["lat"], lon=alpha["lon"]))
    offer = one(parsed)
    assert (offer["title"], offer["rncp"]) == ("Accompagnement social", "RNCP403")
    assert (offer["nsf"], offer["formacodes"], offer["romes"]) == ("332", "44569", "")
    assert (offer["level"], offer["entry_level"], offer["modality"]) == (5, 4, "mixte")
    assert (offer["publics"], offer["voie"]) == ("rsa", "continue")
    assert (offer["funder"], offer["conventionnee"]) == ("Entreprise", False)
    assert offer["start"].date() == dt.date(2027, 9, 1)
    assert offer["end"].date() == dt.date(2028, 12, 31)
    [site] = parsed.tables["sites"].to_dict("records")
    assert (site["name"], site["commune"]) == ("Centre d'Alpha", "80001")
    assert site["precision"] == "address"
    assert "1.3" in parsed.perimeter


SUMMARY = """<lheo-index xmlns="http://www.lheo.org/2.2"><resumes-offres>
<resume-offre numero="R1"><domaine-formation><code-NSF>334</code-NSF></domaine-formation>
<intitule-formation>Accueil</intitule-formation><nom-organisme>Afpa</nom-organisme>
<SIRET>44444444400044</SIRET><codepostal>80100</codepostal>
<code-INSEE-commune>80001</code-INSEE-commune><ville>Alpha</ville><departement>80</departement>
<certifiante>1</certifiante><code-niveau-entree>1</code-niveau-entree>
<modalites-enseignement>0</modalites-enseignement><code-public-vise>83056</code-public-vise>
<session><periode><debut>20270301</debut><fin>99999999</fin></periode></session>
<extras info="complements"><extra info="code-niveau-sortie">5</extra></extras>
<extras info="lheo"><extra info="conventionnement">1</extra></extras></resume-offre>
</resumes-offres></lheo-index>"""


def test_summaries_are_read(read):
    parsed = read(SUMMARY)
    offer = one(parsed)
    assert (offer["title"], offer["provider"], offer["level"]) == ("Accueil", "Afpa", 4)
    assert offer["conventionnee"]
    assert set(offer["publics"].split()) >= {"demandeurs_emploi", "salaries"}
    assert offer["start"].date() == dt.date(2027, 3, 1)
    assert pd.isna(offer["end"])
    [site] = parsed.tables["sites"].to_dict("records")
    assert (site["siret"], site["precision"]) == ("44444444400044", "commune")
    assert parsed.corrections["reason"].tolist() == [
        "position absente, remplacée par la mairie de la commune"
    ]


# --- in the catalogue -----------------------------------------------------------------------------


def test_the_catalogue_knows_a_file_by_its_content(tmp_path, communes):
    path = tmp_path / "sans-extension"
    path.write_text(document(formation(communes)), encoding="utf-8")
    assert recognise(path) is lheo.LHEO
    for content in ("", "uai;nom\n1;2\n", "<html></html>", '<lheo xmlns="http://autre"/>', "<a"):
        path.write_text(content, encoding="utf-8")
        assert not lheo.recognises(path)
    assert not lheo.recognises(tmp_path)
    assert not lheo.recognises(tmp_path / "absent")


def test_a_file_of_another_kind_is_refused(read):
    with pytest.raises(SourceError, match="LHEO"):
        read("uai;nom\n1;2\n")


def test_read_counts_sessions_from_today(tmp_path, communes):
    year = dt.date.today().year + 1
    sessions = "".join(
        f"<session><periode><debut>{y}0301</debut><fin>{y}0401</fin></periode></session>"
        for y in (year + 1, year, year - 3)
    )
    xml = without(document(formation(communes)), "session").replace(
        "</action>", f"{sessions}</action>"
    )
    path = tmp_path / "offre.xml"
    path.write_text(xml, encoding="utf-8")
    parsed = lheo.LHEO.read(path, context_of(communes))
    assert one(parsed)["start"].date() == dt.date(year, 3, 1)


def test_sessions_that_are_over_leave_the_offer(tmp_path, communes):
    """Counted from the day of the context, and of the region only."""
    past = formation(communes).replace("20260901", "20040621").replace("20270630", "20040622")
    past = past.replace("20270104", "20050103").replace("20270528", "20050528")
    path = tmp_path / "lheo.xml"
    path.write_text(document(formation(communes, number=2), past), encoding="utf-8")
    context = replace(context_of(communes), today=TODAY)
    parsed = lheo.read(path, context)
    assert parsed.rejects["reason"].tolist() == ["toutes ses sessions sont terminées"]
    assert (parsed.rows_read, parsed.rows_kept) == (2, 1)
    assert lheo.read(path, replace(context, today=dt.date(2004, 1, 1))).rows_kept == 2
    assert lheo.read(path, replace(context, today=dt.date(2040, 1, 1))).rows_kept == 0
