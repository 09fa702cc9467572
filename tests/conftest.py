"""One thread for every test, so that figures and times do not depend on the machine."""

import os

# Before any test module imports torch or numpy.
for _name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
