"""Run the tool from a checkout: ``python cli.py build``."""

from handbill.cli import main

if __name__ == "__main__":
    main()
