from django.urls import path

from accounts.views import roles, settings

app_name = "accounts"
urlpatterns = [
    path("", settings.settings_page, name="settings"),
    path("enter/", roles.enter, name="enter"),
    path("role/", roles.role, name="role"),
    path("details/", settings.details, name="details"),
    path("children/add/", settings.add_child, name="add-child"),
    path("children/<uuid:guardianship>/end/", settings.end_child, name="end-child"),
    path("sign-out-everywhere/", settings.sign_out_everywhere, name="sign-out-everywhere"),
]
