"""The controls of « Ma sélection »."""

from layouts.controls.control import Control, Page

SELECTION = Page(
    path="/selection",
    root="selection",
    prefix="selection",
    controls=(
        Control("offers", "ids", ("formations",), []),
        Control("place", "text", (), ""),  # the name of the place, whose code follows
        Control("place-code", "place", ("lieu",), {}),
    ),
)
