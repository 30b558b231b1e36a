import pandas as pd

from loaders.reading.rejected_rows import sorted_out


def test_a_row_is_reported_once_for_its_first_fault() -> None:
    rows = pd.DataFrame({"value": ["a", "", "", "b"], "content": list("wxyz")}, index=[3, 5, 8, 9])
    faults = {"vide": rows["value"] == "", "doublon": rows.duplicated("value")}
    kept, rejects = sorted_out(rows, faults)
    assert kept["value"].tolist() == ["a", "b"]
    assert rejects.to_dict("list") == {
        "row": [5, 8],
        "reason": ["vide", "vide"],
        "content": ["x", "y"],
    }
