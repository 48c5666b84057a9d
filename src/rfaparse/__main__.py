"""``python -m rfaparse``, and the ``rfaparse`` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command; if its library is missing, say how to install it."""
    try:
        import click  # noqa: F401, PLC0415  only the command needs it
    except ImportError:
        from rfaparse._extras import how_to_install  # noqa: PLC0415  rarely needed

        sys.exit(f"rfaparse: {how_to_install('click', 'cli')}")
    from rfaparse.cli import command  # noqa: PLC0415

    command(prog_name="rfaparse")


if __name__ == "__main__":
    main()
