"""The kinds of diploma: what each is looked up by, how a screen writes it, what people call it."""

from typing import NamedTuple


class Diploma(NamedTuple):
    """Names of a kind of diploma.

    Attributes
    ----------
    tokens : the last is the one a request is looked up by; the others let a wider word match
    shown : how it is written on screen
    names : what people call it
    """

    tokens: tuple[str, ...]
    shown: str
    names: tuple[str, ...]


_TABLE = """
cap | CAP | cap, certificat d'aptitude professionnelle
agricol cap | CAP | capa, cap agricole, certificat d'aptitude professionnelle agricole
bep | BEP | bep, brevet d'études professionnelles
bp | BP | bp, brevet professionnel, brevet pro, brevet prof
bp bpa | BPA | bpa, bp agricole, brevet professionnel agricole
bpjeps | BPJEPS | bpjeps, bp jeps
bpjeps | BPJEPS | brevet professionnel de la jeunesse de l'éducation populaire et du sport
bpjeps | BPJEPS | brevet professionnel jeunesse éducation populaire sport
dejeps | DEJEPS | dejeps, de jeps
dejeps | DEJEPS | diplôme d'État de la jeunesse de l'éducation populaire et du sport
desjeps | DESJEPS | desjeps
desjeps | DESJEPS | diplôme d'État supérieur de la jeunesse de l'éducation populaire et du sport
bapaat | CPJEPS | bapaat, cpjeps
bm | BM | bm, brevet de maîtrise
bma | BMA | bma, brevet des métiers d'art
bac bacpro | bac pro | bac pro, bac professionnel, baccalauréat professionnel, bacpro, bac prof
bac bacpro | bac pro | seconde pro, 2nde pro, première pro, 1ère pro, 1re pro, terminale pro
bac bacpro | bac pro | seconde bac pro, 2nde bac pro, première bac pro, terminale bac pro
bac bactechno | bac technologique | bac techno, bac technologique, baccalauréat technologique
bac bactechno | bac technologique | bactechno
bac bacgeneral | bac général | bac général, baccalauréat général
bac | bac | bac, baccalauréat
certspe | certificat de spécialisation | mention complémentaire, mc, certificat de spécialisation
certspe | certificat de spécialisation | mention comp, mention compl
certspe | certificat de spécialisation | cs, certificat de spécialisation agricole
bts | BTS | bts, brevet de technicien supérieur
agricol bts | BTS | btsa, bts agricole, brevet de technicien supérieur agricole
maritim bts | BTS | btsm, bts maritime, brevet de technicien supérieur maritime
but | BUT | but, bachelor universitaire de technologie, dut, diplôme universitaire de technologie
but | BUT | iut
deust | DEUST | deust, diplôme d'études universitaires scientifiques et techniques
licence licencepro | licence professionnelle | licence pro, licence professionnelle, lp, licencepro
licence licencepro | licence professionnelle | licence prof
licence | licence | licence, licence générale, licences
licence | licence | l1, l2, l3, licence 1, licence 2, licence 3
bachelor | bachelor | bachelor
master | master | master, masters, master 1, master 2, m1, m2, diplôme de master
mastere | mastère | mastère, mastère spécialisé, msc
doctorat | doctorat | doctorat, thèse
diplomeetat | diplôme d'État | diplôme d'État, diplome etat
titrepro | titre professionnel | titre pro, titre professionnel, titrepro, titre prof
cqp | CQP | cqp, certificat de qualification professionnelle, cqpi
cpge | classe préparatoire | cpge, classe préparatoire, classe préparatoire aux grandes écoles
cpge | classe préparatoire | classes préparatoires aux grandes écoles, classe prépa, prépa cpge
cpge | classe préparatoire | prépa grandes écoles
dnmade | DN MADE | dn made, dnmade, diplôme national des métiers d'art et du design
fcil | FCIL | fcil, formation complémentaire d'initiative locale
diplomeuniversite | diplôme d'université | diplôme d'université, diplôme universitaire
daeu | DAEU | daeu, diplôme d'accès aux études universitaires
dts | DTS | dts, diplôme de technicien supérieur
prepametier | 3e prépa-métiers | 3e prépa métiers, 3eme prépa métiers, prépa métiers
"""


def _diploma(line: str) -> Diploma:
    tokens, shown, names = line.split(" | ")
    return Diploma(tuple(tokens.split()), shown, tuple(names.split(", ")))


DIPLOMAS: tuple[Diploma, ...] = tuple(map(_diploma, _TABLE.strip().splitlines()))
"""A kind that has many names has several rows."""

KINDS: dict[str, str] = {diploma.tokens[-1]: diploma.shown for diploma in DIPLOMAS}
"""The token of each kind of diploma, and how it is written on screen."""
