"""Check the log: digests, hashes, chains, their ends. Findings hold no personal data."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from audit import digests, log
from audit.models import ChainHead, Event, EventSubject
from vault import keys
from vault.errors import Damaged, Erased

BATCH = 2000


def findings() -> Iterator[str]:
    """One sentence for each thing that is not as it was written; none means that the log holds."""
    yield from _event_findings()
    yield from _subject_findings()
    yield from _chain_findings()


def _event_findings() -> Iterator[str]:
    events = Event.objects.order_by("id").prefetch_related("subjects")
    batch: list[Event] = []
    for event in events.iterator(chunk_size=BATCH):
        batch.append(event)
        if len(batch) == BATCH:
            yield from _of_batch(batch)
            batch = []
    yield from _of_batch(batch)


def _of_batch(events: list[Event]) -> Iterator[str]:
    keys.preload(event.sealed_for for event in events if event.sealed_for)
    for event in events:
        subject_ids = [subject.subject_id for subject in event.subjects.all()]
        if digests.of_event(event, subject_ids) != bytes(event.hash):
            yield f"event {event.pk}: its columns or subjects were changed"
        if not _payload_holds(event):
            yield f"event {event.pk}: its payload does not match its digest"


def _subject_findings() -> Iterator[str]:
    """Persons of an event that is not there: no constraint binds them to theirs."""
    of_none = EventSubject.objects.exclude(event_id__in=Event.objects.values("pk"))
    missing = of_none.order_by("event_id").values_list("event_id", flat=True).distinct()
    for number in missing.iterator(chunk_size=BATCH):
        yield f"event {number}: it is missing, persons whom it was about are left"


def _payload_holds(event: Event) -> bool:
    """Whether the sealed payload has the digest; of an erased person, the digest alone is left."""
    if event.sealed is None:
        return bytes(event.digest) == digests.of_payload(b"", b"")
    try:
        opened = log.open_payload(event)
    except Erased:
        return True
    except Damaged:
        return False
    return digests.of_payload(b"", opened) == bytes(event.digest)


def _chain_findings() -> Iterator[str]:
    heads = {head.case_id: head for head in ChainHead.objects.iterator(chunk_size=BATCH)}
    chained = Event.objects.exclude(case_seq=None).order_by("case_id", "case_seq")
    steps = chained.only("case_id", "case_seq", "prev_hash", "hash").iterator(chunk_size=BATCH)
    for case_id, chain in groupby(steps, key=lambda event: event.case_id):
        yield from _of_chain(chain, heads.pop(case_id, None))
    for case_id in heads:
        yield f"case {case_id}: its whole chain is missing"


def _of_chain(chain: Iterable[Event], head: ChainHead | None) -> Iterator[str]:
    seq, previous, case_id = 0, digests.NO_PREVIOUS, None
    for event in chain:
        case_id = event.case_id
        if event.case_seq != seq + 1:
            yield f"case {case_id}: step {seq + 1} is missing before step {event.case_seq}"
        elif bytes(event.prev_hash or b"") != previous:
            yield f"case {case_id}: step {event.case_seq} does not follow from the one before it"
        seq, previous = event.case_seq or 0, bytes(event.hash)
    if head is None:
        yield f"case {case_id}: the head of its chain is missing"
    elif (head.seq, bytes(head.hash)) != (seq, previous):
        yield f"case {case_id}: its chain ends at step {seq}, its head says {head.seq}"
