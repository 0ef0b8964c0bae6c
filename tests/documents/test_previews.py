"""Pictures of pages: sealed like the file, made once, without what the camera wrote down."""

import io

import pytest
from django.http import Http404
from PIL import Image

from accounts.actor import Actor
from accounts.models import Person
from documents import actions, pictures, previews, tasks
from documents.blobs.base import BlobStore
from documents.models import Document, Preview
from jobs import sweep
from tests.documents import samples

pytestmark = pytest.mark.django_db


def store(data: bytes, owner: Person, actor: Actor) -> Document:
    return actions.store(io.BytesIO(data), owner=owner, name="x", actor=actor)


def shown(document: Document, actor: Actor, page: int = 1, size: str = "page") -> Image.Image:
    response = actions.respond_preview(document, page, actor=actor, size=size)
    assert response["Content-Type"] == "image/jpeg"
    return Image.open(io.BytesIO(response.content))


def test_the_thumbnail_is_made_in_the_background_and_sealed(
    store_: BlobStore, owner: Person, actor: Actor
) -> None:
    document = store(samples.jpeg(1200, 900), owner, actor)
    waiting = Preview.objects.pending().get()
    tasks.make_preview(str(waiting.pk))
    waiting.refresh_from_db()
    assert waiting.state == Preview.State.STORED
    with store_.open(waiting.blob) as sealed:
        assert b"JFIF" not in sealed.read()
    assert shown(document, actor, size="thumbnail").size == (320, 240)
    tasks.make_preview(str(waiting.pk))
    assert len(list(store_.listing())) == 2


def test_a_page_is_drawn_when_first_asked_for_and_once(
    local_store: BlobStore, owner: Person, actor: Actor
) -> None:
    document = store(samples.pdf(pages=3), owner, actor)
    assert shown(document, actor, page=3).size == (1131, 1600)
    shown(document, actor, page=3)
    assert Preview.objects.filter(page=3).count() == 1


@pytest.mark.parametrize("page", [0, 2, 10_000])
def test_there_is_no_page_that_the_file_does_not_have(
    local_store: BlobStore, owner: Person, actor: Actor, page: int
) -> None:
    document = store(samples.png(), owner, actor)
    with pytest.raises(Http404):
        actions.respond_preview(document, page, actor=actor)
    with pytest.raises(Http404):
        actions.respond_preview(document, 1, actor=actor, size="poster")


def test_a_photo_stands_upright_and_says_nothing_of_where_it_was_taken(
    local_store: BlobStore, owner: Person, actor: Actor
) -> None:
    picture = Image.new("RGB", (400, 200), "white")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "PLANTED"
    target = io.BytesIO()
    picture.save(target, "JPEG", exif=exif)
    drawn = shown(store(target.getvalue(), owner, actor), actor)
    assert drawn.size == (200, 400)
    assert not drawn.getexif()


def test_what_is_transparent_is_shown_on_white(
    local_store: BlobStore, owner: Person, actor: Actor
) -> None:
    target = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(target, "PNG")
    assert shown(store(target.getvalue(), owner, actor), actor).getpixel((5, 5)) == (255, 255, 255)


def test_a_page_that_cannot_be_drawn_is_given_up_without_harm(
    local_store: BlobStore, owner: Person, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object) -> bytes:
        raise pictures.CannotDraw

    data = samples.pdf()  # written anew it has another id
    document = store(data, owner, actor)
    monkeypatch.setattr(pictures, "draw", fails)
    tasks.make_preview(str(Preview.objects.get().pk))
    assert Preview.objects.get().state == Preview.State.FAILED
    with pytest.raises(Http404):
        actions.respond_preview(document, 1, actor=actor, size="thumbnail")
    with actions.open_plain(document) as file:
        assert file.read() == data


def test_the_sweep_knows_both_kinds_of_pending_rows() -> None:
    known = {kind.task for kind in sweep.kinds()}
    assert {"documents.make_preview", "documents.clear_abandoned"} <= known


def test_a_preview_of_a_removed_file_is_gone_with_it(
    local_store: BlobStore, owner: Person, actor: Actor
) -> None:
    document = store(samples.png(), owner, actor)
    shown(document, actor)
    late = Preview.objects.filter(size="thumbnail").select_related("document").get()
    actions.remove(document, actor=actor)
    assert not Preview.objects.exists()
    assert list(local_store.listing()) == []
    previews.make_by_id(late.pk)
    assert list(local_store.listing()) == []
