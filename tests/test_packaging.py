"""The wheel has the library and nothing else; the version is in one place."""

from __future__ import annotations

import email
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import rfaparse

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


def test_the_wheel_holds_the_library_and_nothing_else(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in held}
    assert tops == {"rfaparse", f"rfaparse-{rfaparse.__version__}.dist-info"}
    assert {"rfaparse/py.typed", "rfaparse/export/article.schema.json"} <= set(held)
    sources = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "rfaparse").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in held if name.startswith("rfaparse/")} == sources


def test_metadata(wheel: Path) -> None:
    data = zipfile.ZipFile(wheel).read(f"rfaparse-{rfaparse.__version__}.dist-info/METADATA")
    metadata = email.message_from_bytes(data)
    assert metadata["Version"] == rfaparse.__version__
    assert metadata["Requires-Python"] == ">=3.10"
    assert metadata["License-Expression"] == "MIT"
    assert {"cli", "archive"} <= set(metadata.get_all("Provides-Extra", []))


def test_the_wheel_alone_does_the_main_job(wheel: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    program = (
        "import sys; sys.path[:0] = ['installed'];"
        "import rfaparse; assert 'installed' in rfaparse.__file__, rfaparse.__file__;"
        "from rfaparse.__main__ import main; main()"
    )
    fixture = ROOT / "tests" / "fixtures" / "jekyll_post" / "input.md"
    done = subprocess.run(
        [sys.executable, "-c", program, "parse", "--format", "text", str(fixture)],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )
    assert "旧桥被淹" in done.stdout.decode()


def test_the_version_stands_in_one_place() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", rfaparse.__version__)
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'dynamic = ["version"]' in text
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## {rfaparse.__version__}" in changes
