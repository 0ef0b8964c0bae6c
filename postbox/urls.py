from django.urls import URLPattern

app_name = "postbox"
urlpatterns: list[URLPattern] = []
