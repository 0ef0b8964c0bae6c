"""SeaweedFS, a real S3 server, on free loopback ports in a folder of its own."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import uuid
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

WEED = Path(sys.executable).with_name("weed")
PATIENCE = 30
BUCKET = "pobyt"


class SeaweedFS:
    """Master, volume, filer and S3 gateway in one process."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.endpoint = ""

    def start(self) -> None:
        """Returns when a bucket can be made; raises TimeoutError after thirty seconds."""
        ports = _free_ports(8)
        self.endpoint = f"http://127.0.0.1:{ports[0]}"
        names = ["s3.port", "s3.port.grpc", "master.port", "master.port.grpc"]
        names += ["volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc"]
        options = [f"-{name}={port}" for name, port in zip(names, ports, strict=True)]
        command = [str(WEED), "server", "-s3", "-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
        command += ["-s3.port.iceberg=0", "-s3.port.lance=0"]
        command += [f"-dir={self._folder}", "-volume.max=30", "-master.volumeSizeLimitMB=64"]
        log = (self._folder / "log").open("wb")
        self._process = subprocess.Popen(
            [*command, *options], stdout=log, stderr=log, cwd=self._folder
        )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self.client().create_bucket(Bucket=BUCKET)
            except (BotoCoreError, ClientError):
                time.sleep(0.3)
            else:
                return
        self.stop()
        raise TimeoutError("SeaweedFS did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()  # what it holds is thrown away
            self._process.wait()
            self._process = None

    def new_area(self) -> dict[str, Any]:
        """An empty place in the bucket, as the options of ``DOCUMENT_STORE``."""
        return {
            "kind": "s3",
            "prefix": f"{uuid.uuid4().hex}/",
            "bucket_name": BUCKET,
            "endpoint_url": self.endpoint,
            "region_name": "us-east-1",
            "access_key": "any",
            "secret_key": "any",
            "addressing_style": "path",
        }

    def client(self) -> Any:
        config = Config(s3={"addressing_style": "path"}, retries={"max_attempts": 1})
        return boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name="us-east-1",
            aws_access_key_id="any",
            aws_secret_access_key="any",
            config=config,
        )


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
