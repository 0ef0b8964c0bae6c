from django.urls import path

from permits import views

app_name = "permits"
urlpatterns = [
    path("", views.listing, name="list"),
    path("<slug:code>/", views.detail, name="detail"),
]
