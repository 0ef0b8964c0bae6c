"""The applicant's pages. A draft's own pages stand under its id."""

from django.urls import path

from applicants.views import (
    begin,
    change_papers,
    changing,
    following,
    form,
    home,
    looks,
    papers,
    replying,
    review,
)

app_name = "applicants"
urlpatterns = [
    path("", begin.start, name="start"),
    path("home/", home.home, name="home"),
    path("looks/", looks.looks, name="looks"),
    path("apply/<str:code>/", begin.new, name="new"),
    path("draft/<uuid:draft_id>/", begin.resume, name="resume"),
    path("draft/<uuid:draft_id>/discard/", begin.discard, name="discard"),
    path("draft/<uuid:draft_id>/form/<str:section_id>/", form.section, name="section"),
    path("draft/<uuid:draft_id>/form/<str:section_id>/save/", form.autosave, name="autosave"),
    path("draft/<uuid:draft_id>/documents/", papers.documents, name="documents"),
    path("draft/<uuid:draft_id>/documents/<str:code>/", papers.upload, name="upload"),
    path("draft/<uuid:draft_id>/file/<uuid:paper_id>/", papers.file, name="file"),
    path("draft/<uuid:draft_id>/file/<uuid:paper_id>/picture/", papers.thumbnail, name="picture"),
    path("draft/<uuid:draft_id>/file/<uuid:paper_id>/remove/", papers.detach, name="detach"),
    path("draft/<uuid:draft_id>/review/", review.review, name="review"),
    path("draft/<uuid:draft_id>/print/", review.print_out, name="print"),
    path("draft/<uuid:draft_id>/receipt/", review.receipt, name="receipt"),
    path("case/<uuid:case_id>/", following.case, name="case"),
    path("case/<uuid:case_id>/print/", review.print_case, name="case_print"),
    path("case/<uuid:case_id>/now/", following.news, name="case_now"),
    path("case/<uuid:case_id>/withdraw/", following.withdraw, name="withdraw"),
    path(
        "case/<uuid:case_id>/confirmed/<uuid:confirmation_id>/",
        following.confirmed,
        name="confirmed",
    ),
    path("case/<uuid:case_id>/change/", changing.choose, name="change_choose"),
    *(
        path(f"case/<uuid:case_id>/change/<str:kind>/{way}", view, name=name)
        for way, view, name in (
            ("", changing.change, "change"),
            ("save/", changing.autosave, "change_save"),
            ("documents/", change_papers.papers, "change_papers"),
            ("documents/<str:code>/", change_papers.upload, "change_upload"),
            ("documents/<str:code>/list/", change_papers.files, "change_files"),
            ("file/<uuid:paper_id>/", change_papers.file, "change_file"),
            ("file/<uuid:paper_id>/picture/", change_papers.thumbnail, "change_picture"),
            ("file/<uuid:paper_id>/remove/", change_papers.detach, "change_detach"),
            ("review/", changing.review, "change_review"),
            ("discard/", changing.discard, "change_discard"),
        )
    ),
    path("case/<uuid:case_id>/reported/<uuid:report_id>/", changing.report, name="change_report"),
    path(
        "case/<uuid:case_id>/reported/<uuid:report_id>/print/",
        changing.print_report,
        name="change_print",
    ),
    path("case/<uuid:case_id>/letter/<uuid:letter_id>/", following.letter, name="letter"),
    path("case/<uuid:case_id>/document/<uuid:document_id>/", following.document, name="document"),
    path("case/<uuid:case_id>/request/<uuid:request_id>/", replying.reply, name="request"),
    path("case/<uuid:case_id>/request/<uuid:request_id>/keep/", replying.keep, name="reply_keep"),
    path(
        "case/<uuid:case_id>/request/<uuid:request_id>/upload/<str:code>/",
        replying.upload,
        name="reply_upload",
    ),
    path(
        "case/<uuid:case_id>/request/<uuid:request_id>/files/<str:code>/",
        replying.files,
        name="reply_files",
    ),
    path(
        "case/<uuid:case_id>/request/<uuid:request_id>/file/<uuid:paper_id>/",
        replying.file,
        name="reply_file",
    ),
    path(
        "case/<uuid:case_id>/request/<uuid:request_id>/file/<uuid:paper_id>/picture/",
        replying.thumbnail,
        name="reply_picture",
    ),
    path(
        "case/<uuid:case_id>/request/<uuid:request_id>/file/<uuid:paper_id>/remove/",
        replying.detach,
        name="reply_detach",
    ),
]
