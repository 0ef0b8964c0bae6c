"""The errors of the wire as the errors of the interface."""

import contextlib
from collections.abc import Iterator

from boto3.exceptions import Boto3Error
from botocore.exceptions import BotoCoreError, ClientError

from documents.blobs.base import BlobExists, BlobMissing, StoreUnavailable

EXISTS = {"PreconditionFailed", "ConditionalRequestConflict", "412", "409"}
MISSING = {"NoSuchKey", "404", "NotFound", "NoSuchUpload"}


@contextlib.contextmanager
def translated(key: str) -> Iterator[None]:
    """Around every request about the object ``key``."""
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in EXISTS:
            raise BlobExists(key) from error
        if code in MISSING:
            raise BlobMissing(key) from error
        raise StoreUnavailable(code) from error
    except (Boto3Error, BotoCoreError) as error:
        raise StoreUnavailable(type(error).__name__) from error
