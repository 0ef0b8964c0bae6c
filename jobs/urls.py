from django.urls import path

from jobs import views

app_name = "jobs"
urlpatterns = [
    path("live", views.live, name="live"),
    path("ready", views.ready, name="ready"),
]
