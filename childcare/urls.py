from django.urls import URLPattern

app_name = "childcare"
urlpatterns: list[URLPattern] = []
