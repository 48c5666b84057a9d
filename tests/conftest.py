from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "short", max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", settings.get_profile("short"), max_examples=10_000)
settings.load_profile("short")

ROOT = Path(__file__).parents[1]
CORPUS = Path(
    os.environ.get("RFAPARSE_CORPUS", Path(__file__).parents[2] / "shared" / "corpus")
).resolve()
"""The real stories; their gold data is in ``gold/`` beside this folder."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the real stories and their gold data, which are not part of the project."""
    if not CORPUS.is_dir():
        pytest.skip(f"the real stories are not at {CORPUS}; RFAPARSE_CORPUS says where they are")
    return CORPUS.parent


@pytest.fixture(scope="session")
def posts(shared: Path) -> list[Path]:
    """The Jekyll posts among the real stories."""
    return sorted((shared / "corpus").glob("p*5/*.md")) + sorted(
        (shared / "corpus" / "posts").glob("*.md")
    )


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library as it is shipped."""
    pytest.importorskip("build", reason="build is not installed; pip install --group packaging")
    folder = tmp_path_factory.mktemp("dist")
    for command in (["build", "--outdir", folder, ROOT], ["twine", "check", "--strict"]):
        built = folder.iterdir() if command[0] == "twine" else ()
        subprocess.run([sys.executable, "-m", *command, *built], check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return path
