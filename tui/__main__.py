"""`python -m tui` is `khabar`."""

from .start import main

raise SystemExit(main())
