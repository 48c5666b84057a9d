"""The command that installs a missing extra, however rfaparse was installed."""

from __future__ import annotations

import json
import subprocess
import sys
from urllib.parse import urlsplit


def how_to_install(missing: str | None, extra: str) -> str:
    """The sentence that names the missing module and the command that installs its extra.

    Args:
        missing: The module that could not be imported.
        extra: The extra that brings it.
    """
    python = subprocess.list2cmdline([sys.executable])
    return (
        f"this needs {missing}; install it with: "
        f'{python} -m pip install "{_requirement(extra, _origin())}"'
    )


def _origin() -> str | None:
    """The origin that pip recorded for an install that is not from an index (PEP 610)."""
    from importlib.metadata import PackageNotFoundError, distribution  # noqa: PLC0415  rarely needed

    try:
        return distribution("rfaparse").read_text("direct_url.json")
    except PackageNotFoundError:  # run from a source tree
        return None


def _requirement(extra: str, origin: str | None) -> str:
    """The requirement for rfaparse with `extra` from the same origin.

    >>> _requirement("archive", None)
    'rfaparse[archive]'
    >>> _requirement("archive", '{"url": "file:///home/me/rfaparse", "dir_info": {}}')
    '/home/me/rfaparse[archive]'
    >>> commit = '{"url": "https://x/r.git", "vcs_info": {"vcs": "git", "commit_id": "ab1"}}'
    >>> _requirement("cli", commit)
    'rfaparse[cli] @ git+https://x/r.git@ab1'
    """
    if origin is None:
        return f"rfaparse[{extra}]"
    record = json.loads(origin)
    url = str(record["url"])
    if "dir_info" in record:
        from urllib.request import url2pathname  # noqa: PLC0415  likewise

        return f"{url2pathname(urlsplit(url).path)}[{extra}]"
    version = record.get("vcs_info")
    address = f"{version['vcs']}+{url}@{version['commit_id']}" if version else url
    return f"rfaparse[{extra}] @ {address}"
