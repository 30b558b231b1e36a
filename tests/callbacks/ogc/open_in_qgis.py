"""Run by QGIS's own Python: opens layers, and prints what QGIS makes of them as JSON.

open_in_qgis.py --address URL LAYER…         the layers at an address
open_in_qgis.py --file FILE LAYER             a GeoPackage, with its default style
"""

import argparse
import json

from qgis.core import QgsApplication, QgsRenderContext, QgsVectorLayer

parser = argparse.ArgumentParser()
parser.add_argument("--address")
parser.add_argument("--file")
parser.add_argument("layers", nargs="+")
asked = parser.parse_args()

application = QgsApplication([], False)
application.initQgis()


def opened(name):
    if asked.file:
        return QgsVectorLayer(f"{asked.file}|layername={name}", name, "ogr")
    return QgsVectorLayer(f"url='{asked.address}' typename='{name}'", name, "OAPIF")


def told(name):
    layer = opened(name)
    if not layer.isValid():
        return {"valid": False}
    features = list(layer.getFeatures())
    style = drawing(layer, features) if layer.renderer() else {}  # none on an empty answer
    return {
        **style,
        "valid": True,
        "count": len(features),
        "fields": [field.name() for field in layer.fields()],
        "crs": layer.crs().authid(),
        "empty": sum(one.geometry().isEmpty() for one in features),
    }


def drawing(layer, features):
    renderer, context = layer.renderer(), QgsRenderContext()
    renderer.startRender(context, layer.fields())
    drawn = 0
    for one in features:
        context.expressionContext().setFeature(one)
        drawn += renderer.willRenderFeature(one, context)
    renderer.stopRender(context)
    return {
        "renderer": renderer.type(),
        "legend": [item.label() for item in renderer.legendSymbolItems()],
        "drawn": drawn,
    }


print("QGIS: " + json.dumps({name: told(name) for name in asked.layers}), flush=True)
application.exitQgis()
