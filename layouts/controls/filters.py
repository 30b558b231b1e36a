"""The filters of courses, which the search and the coverage page share."""

from layouts.controls.control import Control

FILTERS = (
    Control("q", "text", ("q",), ""),
    Control("voie", "many", ("voie",), []),
    Control("domain", "many", ("domain",), []),
    Control("level", "many", ("level",), []),
    Control("modality", "many", ("modality",), []),
    Control("conventionnee", "choice", ("conventionnee",)),
    Control("rev3", "choice", ("rev3",)),
    Control("start", "choice", ("start",)),
    Control("since", "choice", ("since",)),
    Control("entry", "choice", ("entry",)),
    Control("boarding", "choice", ("boarding",)),
    Control("pace", "many", ("pace",), []),
    Control("unknown", "many", ("unknown",), []),
    Control("public", "many", ("public",), []),
)
