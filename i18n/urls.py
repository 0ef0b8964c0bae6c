from django.urls import URLPattern

app_name = "i18n"
urlpatterns: list[URLPattern] = []
