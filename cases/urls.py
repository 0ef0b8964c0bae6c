from django.urls import path

from cases.views import acts, case, changes, decision, files, news, notices, presence, queue

app_name = "cases"
urlpatterns = [
    path("queue/", queue.queue, name="queue"),
    path("queue/news/", queue.news, name="queue_news"),
    path("search/", queue.search, name="search"),
    path("cases/<uuid:case_id>/", case.case, name="case"),
    path("cases/<uuid:case_id>/others/", presence.others, name="others"),
    path("cases/<uuid:case_id>/news/", news.news, name="news"),
    path("cases/<uuid:case_id>/act/<slug:name>/", acts.act, name="act"),
    path("cases/<uuid:case_id>/proposal/", decision.proposal, name="proposal"),
    path(
        "cases/<uuid:case_id>/proposal/preview/",
        decision.preview,
        name="proposal_preview",
    ),
    path("cases/<uuid:case_id>/decision/", decision.decision, name="decision"),
    path("cases/<uuid:case_id>/decision/sign/", decision.sign, name="sign"),
    path("cases/<uuid:case_id>/decision/issue/", decision.issue_it, name="issue"),
    path(
        "cases/<uuid:case_id>/documents/<uuid:document_id>/",
        files.download,
        name="document",
    ),
    path(
        "cases/<uuid:case_id>/documents/<uuid:document_id>/page/<int:number>/",
        files.page,
        name="document_page",
    ),
    path(
        "cases/<uuid:case_id>/documents/<uuid:document_id>/picture/",
        files.thumbnail,
        name="document_picture",
    ),
    path(
        "cases/<uuid:case_id>/documents/<uuid:document_id>/judge/",
        files.judge,
        name="judge",
    ),
    path(
        "cases/<uuid:case_id>/changes/<uuid:report_id>/note/",
        changes.take_note,
        name="change_noted",
    ),
    path("cases/<uuid:case_id>/letters/<uuid:letter_id>/", files.letter, name="letter"),
    path(
        "cases/<uuid:case_id>/letters/<uuid:letter_id>/public-notice/",
        notices.public_notice,
        name="public_notice",
    ),
]
