"""There is a pattern for every part that a chart can tell apart."""

from django.template.loader import render_to_string

from dashboards.charts.stacked import PATTERNS


def test_every_part_has_a_pattern():
    drawn = render_to_string("dashboards/charts/patterns.html")

    assert drawn.count("<pattern ") == PATTERNS
    assert all(f'id="part-{part}"' in drawn for part in range(1, PATTERNS + 1))
