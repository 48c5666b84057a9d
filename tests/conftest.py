from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "short", max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", settings.get_profile("short"), max_examples=10_000)
settings.load_profile("short")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The real stories, which are not part of the project."""
    if not SHARED.is_dir():
        pytest.skip(f"the real stories are not at {SHARED}")
    return SHARED


@pytest.fixture(scope="session")
def posts(shared: Path) -> list[Path]:
    """The Jekyll posts among the real stories."""
    return sorted((shared / "corpus").glob("p*5/*.md")) + sorted(
        (shared / "corpus" / "posts").glob("*.md")
    )
