"""A style in the form of other software (SLD 1.0.0, OGC 02-070)."""

from xml.etree import ElementTree as Tree

from layouts.ogc.style import POINT, Rule, Style

_SLD = "http://www.opengis.net/sld"
_OGC = "http://www.opengis.net/ogc"


def sld(name: str, style: Style) -> str:
    """Return the style of a layer as SLD."""
    Tree.register_namespace("sld", _SLD)
    Tree.register_namespace("ogc", _OGC)
    root = Tree.Element(f"{{{_SLD}}}StyledLayerDescriptor", version="1.0.0")
    layer = _under(root, "NamedLayer")
    _under(layer, "Name").text = name
    own = _under(layer, "UserStyle")
    _under(own, "Name").text = name
    rules = _under(own, "FeatureTypeStyle")
    for rule in style.rules:
        one = _under(rules, "Rule")
        _under(one, "Name").text = rule.label
        _under(one, "Title").text = rule.label
        _filter(one, style.field, rule)
        _symbol(one, style.shape, rule.colour)
    return Tree.tostring(root, encoding="unicode")


def _under(parent: Tree.Element, name: str, space: str = _SLD) -> Tree.Element:
    return Tree.SubElement(parent, f"{{{space}}}{name}")


def _filter(rule: Tree.Element, field: str, asked: Rule) -> None:
    if not field:
        return
    inside = _under(rule, "Filter", _OGC)
    if asked.unknown:
        null = _under(inside, "PropertyIsNull", _OGC)
        _under(null, "PropertyName", _OGC).text = field
        return
    compared = [
        ("PropertyIsEqualTo", asked.value),
        ("PropertyIsGreaterThanOrEqualTo", asked.low),
        ("PropertyIsLessThan", asked.high),
    ]
    told = [(name, value) for name, value in compared if value is not None]
    where = _under(inside, "And", _OGC) if len(told) > 1 else inside
    for name, value in told:
        test = _under(where, name, _OGC)
        _under(test, "PropertyName", _OGC).text = field
        _under(test, "Literal", _OGC).text = str(value)


def _symbol(rule: Tree.Element, shape: str, colour: str) -> None:
    if shape == POINT:
        graphic = _under(_under(rule, "PointSymbolizer"), "Graphic")
        mark = _under(graphic, "Mark")
        _under(mark, "WellKnownName").text = "circle"
        _fill(mark, colour)
        _under(graphic, "Size").text = "7"
        return
    area = _under(rule, "PolygonSymbolizer")
    _fill(area, colour)
    stroke = _under(area, "Stroke")
    line = _under(stroke, "CssParameter")
    line.set("name", "stroke")
    line.text = "#5f6e72"


def _fill(parent: Tree.Element, colour: str) -> None:
    fill = _under(_under(parent, "Fill"), "CssParameter")
    fill.set("name", "fill")
    fill.text = colour
