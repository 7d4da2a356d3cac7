"""Where documents are read and extracted, as `--engine` says it."""

import re

LOCAL = "local"
# Here, on a Dask cluster of this machine, or on that of a scheduler.
ENGINES = re.compile(rf"{LOCAL}|dask|dask=(tcp|tls)://[^\s/]+:[0-9]+")
