"""The embedded broker: whole messages, in order, once each, and nothing left on the disk."""

import stat
from pathlib import Path

import pytest
from celery import Celery

from jobs import broker


@pytest.fixture
def app(tmp_path: Path) -> Celery:
    app = Celery("test", broker="filesystem://")
    app.conf.broker_transport = "jobs.broker:Transport"
    app.conf.broker_transport_options = broker.options(tmp_path / "broker")
    return app


def test_messages_come_out_in_order_once_each_and_leave_no_file(app: Celery, tmp_path: Path):
    for number in range(5):
        app.send_task("room.task", args=[str(number)])
    with app.connection_for_read() as connection, connection.SimpleQueue("celery") as queue:
        bodies = []
        for _ in range(5):
            message = queue.get(timeout=1)
            bodies.append(message.payload[0])
            message.ack()
        with pytest.raises(queue.Empty):
            queue.get(block=False)
    assert bodies == [[str(number)] for number in range(5)]
    assert list((tmp_path / "broker" / "queue").iterdir()) == []


def test_broker_files_are_for_their_owner_alone(app: Celery, tmp_path: Path):
    app.send_task("room.task", args=["1"])
    folder = tmp_path / "broker"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (message,) = (folder / "queue").iterdir()
    assert stat.S_IMODE(message.stat().st_mode) == 0o600


def test_a_message_being_written_is_not_read(app: Celery, tmp_path: Path):
    Path(tmp_path, "broker", "queue", "0_x.celery.new").write_text("{")
    with (
        app.connection_for_read() as connection,
        connection.SimpleQueue("celery") as queue,
        pytest.raises(queue.Empty),
    ):
        queue.get(block=False)
