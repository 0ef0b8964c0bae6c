from django.urls import path

from cases.views import queue

app_name = "cases"
urlpatterns = [
    path("queue/", queue.queue, name="queue"),
    path("queue/news/", queue.news, name="queue_news"),
    path("search/", queue.search, name="search"),
]
