import pandas as pd

from geodata.places.density import DENSITY_CLASSES, density_class, rurality


def test_reads_numbers_and_labels():
    written = pd.Series(["1", "Bourgs ruraux", "RURAL A HABITAT TRES DISPERSE", "", "8", "x"])
    assert density_class(written).tolist() == ["1", "5", "7", "", "", ""]
    assert rurality(written).tolist() == ["urbain", "rural", "rural", "", "", ""]


def test_every_label_is_read_back():
    labels = pd.Series(list(DENSITY_CLASSES.values()))
    assert density_class(labels).tolist() == list(DENSITY_CLASSES)
