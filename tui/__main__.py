"""`python -m tui` is `khabar`."""

from .cli import main

raise SystemExit(main())
