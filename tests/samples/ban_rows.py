"""Rows written by hand in the form of the Base Adresse Nationale."""

import gzip

_HEADER = (
    "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;"
    "code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;"
    "libelle_acheminement;nom_afnor;source_position;source_nom_voie;certification_commune;"
    "cad_parcelles"
)
COLUMNS = _HEADER.split(";")


def row(street, commune, number="", lon="", lat="", rep=""):
    """Return a row by its columns; what is not said is empty."""
    told = {
        "id": f"{commune}_0001_{number}", "numero": number, "rep": rep, "nom_voie": street,
        "code_insee": commune, "lon": lon, "lat": lat,
    }  # fmt: skip
    return {name: str(told.get(name, "")) for name in COLUMNS}


ROWS = [
    row("Rue du Musée", "62041", 10, 2.7701, 50.2901),
    row("Rue du Musée", "62041", 12, 2.7712, 50.2912),
    row("Rue du Musée", "62041", 12, 2.7799, 50.2999, rep="bis"),
    row("Rue de la République", "02381", 1, 4.0811, 49.9211),
    row("Rue de la République", "02381", 3, 4.0813, 49.9213),
    row("Rue de la République", "62041", 3, 2.7650, 50.2850),
    row("Avenue du Général de Gaulle", "62041", 7, 2.7600, 50.2800),
    row("Rue sans lieu", "62041", 7),
    row("Rue de Rivoli", "75104", 4, 2.3540, 48.8560),
]


def write(path, rows=ROWS, columns=COLUMNS, separator=";"):
    """Write rows in a file, gzipped when its name says so."""
    lines = [separator.join(columns)]
    lines += [separator.join(one[name] for name in columns) for one in rows]
    content = ("\n".join(lines) + "\n").encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path
