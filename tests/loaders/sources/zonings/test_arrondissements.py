"""The list of arrondissements names those of the region."""

from pathlib import Path

from loaders.sources.zonings.arrondissements import read, recognises
from loaders.sources.zonings.layers import arrondissement_code
from tests.loaders.zoning_files import check_account, names, reasons, small_region, write


def test_names_of_the_region_are_kept(tmp_path: Path, communes) -> None:
    text = "arr,dep,reg,cheflieu,tncc,ncc,nccenr,libelle\n"
    text += "21,2,32,02168,0,X,X,Château-Thierry\n801,80,32,80001,1,ABB,Abb,Abbeville\n"
    text += (
        "751,75,11,75056,0,PARIS,Paris,Paris\n,80,32,,0,,,\n801,80,32,80001,1,ABB,Abb,Abbeville\n"
    )
    path = write(tmp_path, text)
    assert recognises(path)
    parsed = read(path, small_region(communes))
    assert names(parsed) == {"021": "Château-Thierry", "801": "Abbeville"}
    assert reasons(parsed) == {4: "code ou nom d'arrondissement absent", 5: "doublon"}
    assert parsed.elsewhere == 1
    check_account(parsed)


def test_codes_have_three_signs() -> None:
    codes = [arrondissement_code(cell) for cell in ("22", "022", "2A1", "9741", "", "x", "abc")]
    assert codes == ["022", "022", "2A1", "9741", None, None, None]
