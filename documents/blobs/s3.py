"""Blobs in an S3 bucket. django-storages keeps the connection; the bytes go through a push sink.

``upload_fileobj`` wants a reader, takes 152 MiB of memory for a large file and stores a truncated
object without any error when the reader gives short reads. A sink that is pushed to has neither.
"""

import contextlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any, BinaryIO, cast
from uuid import UUID

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from documents.blobs.base import BlobMissing, Sink
from documents.blobs.s3_errors import translated
from documents.blobs.s3_reader import S3Reader

PART_BYTES = 8 * 1024 * 1024


class S3Sink:
    """One ``put_object`` under 8 MiB, else a multipart upload of 8 MiB parts."""

    def __init__(self, client: Any, bucket: str, key: str) -> None:
        self._client = client
        self._where = {"Bucket": bucket, "Key": key}
        self._key = key
        self._buffer = bytearray()
        self._upload_id: str | None = None
        self._parts: list[dict[str, Any]] = []
        self._open = True

    def write(self, data: bytes) -> int:
        if not self._open:
            raise ValueError("this sink is closed")
        rest = memoryview(data)
        while rest:
            if len(self._buffer) == PART_BYTES:
                self._send_part()
            room = PART_BYTES - len(self._buffer)
            self._buffer += rest[:room]
            rest = rest[room:]
        return len(data)

    def _send_part(self) -> None:
        """The full buffer goes as it is, without another copy, and a new one takes its place."""
        body, self._buffer = self._buffer, bytearray()
        with translated(self._key):
            if self._upload_id is None:
                self._upload_id = self._client.create_multipart_upload(**self._where)["UploadId"]
            number = len(self._parts) + 1
            answer = self._client.upload_part(
                **self._where,
                UploadId=self._upload_id,
                PartNumber=number,
                Body=body,
            )
        self._parts.append({"PartNumber": number, "ETag": answer["ETag"]})

    def commit(self) -> None:
        if not self._open:
            raise ValueError("this sink is closed")
        try:
            if self._upload_id is None:
                with translated(self._key):
                    self._client.put_object(**self._where, Body=self._buffer, IfNoneMatch="*")
            else:
                self._finish_multipart()
        except Exception:
            self.abort()
            raise
        self._close()

    def _finish_multipart(self) -> None:
        if self._buffer:
            self._send_part()
        with translated(self._key):
            self._client.complete_multipart_upload(
                **self._where,
                UploadId=self._upload_id,
                MultipartUpload={"Parts": self._parts},
                IfNoneMatch="*",
            )

    def abort(self) -> None:
        if self._open and self._upload_id is not None:
            with contextlib.suppress(ClientError, Boto3Error, BotoCoreError):
                self._client.abort_multipart_upload(**self._where, UploadId=self._upload_id)
        self._close()

    close = abort

    def _close(self) -> None:
        self._open = False
        self._buffer = bytearray()


class S3Store:
    """``options`` are those of django-storages: bucket_name, endpoint_url, region_name, keys."""

    def __init__(self, *, prefix: str = "", **options: Any) -> None:
        self._storage = S3Storage(**options)
        self._bucket: str = self._storage.bucket_name
        self._prefix = prefix

    @property
    def _client(self) -> Any:
        return self._storage.connection.meta.client

    def _key(self, blob: UUID) -> str:
        return f"{self._prefix}{blob.hex[:2]}/{blob.hex}"

    def sink(self, blob: UUID) -> Sink:
        return S3Sink(self._client, self._bucket, self._key(blob))

    def open(self, blob: UUID) -> BinaryIO:
        key = self._key(blob)
        return cast(BinaryIO, S3Reader(self._client, self._bucket, key, self.size(blob)))

    def size(self, blob: UUID) -> int:
        with translated(self._key(blob)):
            head = self._client.head_object(Bucket=self._bucket, Key=self._key(blob))
        return int(head["ContentLength"])

    def delete(self, blob: UUID) -> None:
        with contextlib.suppress(BlobMissing), translated(self._key(blob)):
            self._client.delete_object(Bucket=self._bucket, Key=self._key(blob))

    def listing(self) -> Iterator[tuple[UUID, datetime]]:
        pages = self._client.get_paginator("list_objects_v2")
        with translated(self._prefix):
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix):
                for entry in page.get("Contents", []):
                    yield UUID(entry["Key"].rsplit("/", 1)[-1]), entry["LastModified"]

    def clear_unfinished(self, before: datetime) -> int:
        cleared = 0
        pages = self._client.get_paginator("list_multipart_uploads")
        with translated(self._prefix):
            for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix):
                for upload in page.get("Uploads", []):
                    if upload["Initiated"] < before:
                        self._client.abort_multipart_upload(
                            Bucket=self._bucket,
                            Key=upload["Key"],
                            UploadId=upload["UploadId"],
                        )
                        cleared += 1
        return cleared
