from django.urls import path

from accounts.views import files, own_settings, record, sign_in, staff, start

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("password/", own_settings.password_change, name="password_change"),
    path("language/", own_settings.language, name="language"),
    path("theme/", own_settings.theme, name="theme"),
    path("start/<str:token>/", start.first_administrator, name="first_administrator"),
    path("looks/", record.looks, name="looks"),
    path("files/", files.file_list, name="file_list"),
    path("files/add/<slug:code>/", files.file_add, name="file_add"),
    path("files/<uuid:export_id>/", files.file_detail, name="file_detail"),
    path("files/<uuid:export_id>/take/", files.file_take, name="file_take"),
    path("staff/", staff.staff_list, name="staff_list"),
    path("staff/add/", staff.staff_add, name="staff_add"),
    path("staff/<uuid:user_id>/", staff.staff_detail, name="staff_detail"),
    path("staff/<uuid:user_id>/password/", staff.staff_password, name="staff_password"),
    path("staff/<uuid:user_id>/switch/", staff.staff_switch, name="staff_switch"),
    path("staff/<uuid:user_id>/grants/<uuid:grant_id>/end/", staff.grant_end, name="grant_end"),
]
