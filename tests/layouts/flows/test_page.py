"""What a row of places and projects says: « at least » only where something is left out."""

import pytest

from geodata.flows.needs import DomainRow
from layouts.flows.page import _projects


@pytest.mark.parametrize(
    ("projects", "secret", "said"),
    [(321, 0, "321"), (146, 4, "≥\u00a0146"), (None, 2, "secret"), (None, 0, "—")],
)
def test_projects_say_what_is_secret(projects, secret, said):
    assert _projects(DomainRow("sante", "Santé", 0, 0, 0, projects, secret)) == said
