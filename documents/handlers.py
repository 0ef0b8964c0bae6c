"""What Django does with files in forms: by default it drops them, so that none touches the disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers


class DiscardUploadHandler(FileUploadHandler):
    """Reads the bytes off the wire and keeps none. Pages that take files set their own handler."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        return None

    def file_complete(self, file_size: int) -> None:
        return None
