"""Where the frozen program starts; in a checkout it is `python -m jimeng_desktop`."""

from jimeng_desktop.__main__ import main

if __name__ == "__main__":
    raise SystemExit(main())
