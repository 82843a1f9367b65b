from django.urls import path

from accounts.views import own_settings, sign_in, start

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("password/", own_settings.password_change, name="password_change"),
    path("language/", own_settings.language, name="language"),
    path("start/<str:token>/", start.first_administrator, name="first_administrator"),
]
