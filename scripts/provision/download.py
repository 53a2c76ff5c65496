"""One file over HTTP, which goes on where it was cut off: by Ctrl-C, a broken connection or a server that fell silent.

What has arrived stays in the file. Whether the server still has the same one is not asked: whoever fetches it knows its
hash, and compares that at the end.
"""

import http.client
import pathlib
import re
import socket
import time
import urllib.error
import urllib.request
from typing import Optional

from .console import Meter, SetupError, say

CHUNK = 1 << 16
# A connection that brings nothing for so long is given up.
TIMEOUT_SECONDS = 30.0
# Before the second, third … attempt in a row that brings nothing.
PAUSES_SECONDS = (1.0, 2.0, 4.0, 8.0)
# Four times the largest checkpoint. A server that never ends must not fill the disk.
MAX_BYTES = 2_000_000_000
PASSING = (408, 429, 500, 502, 503, 504)


class _Broken(Exception):
    """Why an attempt ended before the file did. The next one may go on."""


class _Unreachable(_Broken):
    """There was not even an answer."""


def fetch(url: str, path: pathlib.Path, title: str, command: str) -> None:
    """Completes the file at `path` with what `url` has. An error names `command`, with which one goes on."""
    most, failures, met = size_of(path), 0, False
    while True:
        try:
            return _attempt(url, path, title, command)
        except _Broken as broken:
            have = size_of(path)
            met = met or not isinstance(broken, _Unreachable)
            failures = 0 if have > most else failures + 1
            most = max(most, have)
            # Where nobody ever answered, waiting will hardly help.
            if failures > len(PAUSES_SECONDS) or not met:
                kept = f"{have} bytes are kept; " if have else ""
                raise SetupError(f"{broken}; {kept}to go on run {command}: {url}") from broken
            pause = PAUSES_SECONDS[max(failures - 1, 0)]
            say(f"{broken}; trying again in {pause:g} s")
            time.sleep(pause)


def size_of(path: pathlib.Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _attempt(url: str, path: pathlib.Path, title: str, command: str) -> None:
    have = size_of(path)
    request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            start, total = _extent(response, have)
            _require_length(total or 0, response.url)
            _receive(response, path, start, Meter(title, total), command)
    except urllib.error.HTTPError as error:
        with error:
            _judge(error, path, have)
    except urllib.error.URLError as error:
        raise _Unreachable(f"no connection, is there a network? ({_reason(error.reason)})") from error
    except socket.timeout as error:
        raise _Broken(f"the server said nothing for {TIMEOUT_SECONDS:g} s") from error
    except (http.client.HTTPException, ConnectionError) as error:
        raise _Broken(f"the connection broke ({_reason(error)})") from error


def _extent(response: http.client.HTTPResponse, have: int) -> tuple[int, Optional[int]]:
    """The byte of the file from which the answer is, and the file's length where the server says it."""
    if response.status == 206:
        extent = response.headers.get("Content-Range", "")
        match = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", extent)
        if not match or int(match[1]) != have:
            raise SetupError(f"asked for the bytes from {have} on, got {extent[:80] or 'some'}: {response.url}")
        return have, int(match[2]) if match[2] != "*" else None
    # The whole file, also where only the rest of it was asked for.
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if length.isdigit() else None


def _receive(response: http.client.HTTPResponse, path: pathlib.Path, start: int, meter: Meter, command: str) -> None:
    size, last = start, time.monotonic()
    try:
        with open(path, "r+b" if path.exists() else "wb") as file:
            file.truncate(start)
            file.seek(start)
            while piece := _read(response):
                size += len(piece)
                _require_length(size, response.url)
                file.write(piece)
                now = time.monotonic()
                meter.show(size, now - last)
                last = now
    except OSError as error:
        raise SetupError(f"cannot be written ({_reason(error)}); to go on run {command}: {path}") from error
    finally:
        meter.close()
    if meter.total is not None and size != meter.total:
        raise _Broken(f"the connection ended after {size} of {meter.total} bytes")


def _require_length(length: int, url: str) -> None:
    if length > MAX_BYTES:
        raise SetupError(f"refused: it is longer than {MAX_BYTES} bytes: {url}")


def _read(response: http.client.HTTPResponse) -> bytes:
    try:
        return response.read1(CHUNK)
    except socket.timeout as error:
        raise _Broken(f"the server said nothing for {TIMEOUT_SECONDS:g} s") from error
    except (http.client.HTTPException, OSError) as error:
        raise _Broken(f"the connection broke ({_reason(error)})") from error


def _judge(error: urllib.error.HTTPError, path: pathlib.Path, have: int) -> None:
    """Returns where the answer means that the file is whole already."""
    if error.code == 416 and have:
        extent = error.headers.get("Content-Range", "")
        if extent == f"bytes */{have}":
            return
        path.unlink()
        raise _Broken(f"the server has no bytes from {have} on ({extent[:80] or 'it does not say how many'})")
    answer = f"the server answered {error.code} {_reason(error.reason)}"
    if error.code in PASSING:
        raise _Broken(answer)
    raise SetupError(f"{answer}: {error.url}")


def _reason(error: object) -> str:
    text = str(getattr(error, "strerror", None) or error) or type(error).__name__
    return text.splitlines()[0][:200]
