"""A style in the form of QGIS (QML, as version 3 reads it)."""

from xml.etree import ElementTree as Tree

from layouts.ogc.style import POINT, SYMBOLS, Rule, Style, rgb

_EDGE = "255,255,255,255"
_LINE = "95,110,114,255"


def qml(style: Style) -> str:
    """Return the style as QML: rules, each with its words in the legend."""
    root = Tree.Element("qgis", version="3.22", styleCategories="Symbology")
    renderer = Tree.SubElement(root, "renderer-v2", type="RuleRenderer", symbollevels="0")
    rules = Tree.SubElement(renderer, "rules", key="all")
    symbols = Tree.SubElement(renderer, "symbols")
    for rank, rule in enumerate(style.rules):
        said = {"key": f"rule{rank}", "label": rule.label, "symbol": str(rank)}
        if filter_ := _filter(style.field, rule):
            said["filter"] = filter_
        Tree.SubElement(rules, "rule", said)
        _symbol(symbols, str(rank), style.shape, rule.colour)
    return Tree.tostring(root, encoding="unicode")


def _filter(field: str, rule: Rule) -> str:
    if not field:
        return ""
    if rule.unknown:
        return f'"{field}" IS NULL'
    if rule.value is not None:
        return f"\"{field}\" = '{rule.value}'"
    bounds = [f'"{field}" >= {rule.low:g}'] if rule.low is not None else []
    bounds += [f'"{field}" < {rule.high:g}'] if rule.high is not None else []
    return " AND ".join(bounds)


def _symbol(symbols: Tree.Element, name: str, shape: str, colour: str) -> None:
    symbol = Tree.SubElement(symbols, "symbol", type=SYMBOLS[shape], name=name, alpha="1")
    kind = "SimpleMarker" if shape == POINT else "SimpleFill"
    layer = Tree.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0"})
    options = Tree.SubElement(layer, "Option", type="Map")
    red, green, blue = rgb(colour)
    facts = {
        "color": f"{red},{green},{blue},255",
        "outline_color": _EDGE if shape == POINT else _LINE,
        "outline_width": "0.2",
        "outline_width_unit": "MM",
    }
    if shape == POINT:
        facts |= {"name": "circle", "size": "2.4", "size_unit": "MM"}
    for key, value in facts.items():
        Tree.SubElement(options, "Option", name=key, value=value, type="QString")
