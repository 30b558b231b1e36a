"""The layers as an OGC API, for QGIS and whatever speaks it."""
