from django.urls import path

from postbox import views

app_name = "postbox"
urlpatterns = [
    path("", views.inbox, name="list"),
    path("<uuid:message_id>/", views.read, name="message"),
    path("<uuid:message_id>/letter/", views.letter, name="letter"),
]
