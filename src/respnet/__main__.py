"""`python -m respnet` is the `respnet` command."""

from respnet.cli import run

if __name__ == "__main__":
    run()
