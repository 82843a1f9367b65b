import pytest
from django import forms
from django.test.html import parse_html
from django.utils.translation import gettext_lazy

from core.widgets import LightSelect

CHOICES = [("", "everybody"), ("a&b", "<b>bold</b>"), (3, gettext_lazy("women"))]


@pytest.mark.parametrize("chosen", [None, "", "a&b", 3, "3", "<script>", "ئەوێ"])
@pytest.mark.parametrize(
    "attrs", [None, {"id": "id_who", "aria-invalid": "true"}, {"title": '"><script>'}]
)
def test_light_list_of_choices_is_the_one_that_django_draws(chosen, attrs):
    light, usual = (
        widget(attrs={"class": "form-select"}, choices=CHOICES).render("who", chosen, attrs)
        for widget in (LightSelect, forms.Select)
    )

    assert parse_html(light) == parse_html(usual)
