"""A server whose workspace is shared shows what other machines wrote."""

import time
from pathlib import Path

from tests.store.sample_rows import observations
from tests.web.conftest import PLAIN

from cnesg.pipeline import Workspace
from cnesg.store import Store
from cnesg.web.site import Site


def test_what_another_machine_wrote_comes_by_itself(tmp_path: Path) -> None:
    address = (tmp_path / "origin").as_uri()
    with Workspace.create(tmp_path / "first") as first:
        first.store.share(address)
        Store.join(address, tmp_path / "served").close()
        site = Site(tmp_path / "served", PLAIN)
        site.start()
        try:
            position = first.store.commit({"observations": observations(3)}, note="elsewhere").position
            until = time.monotonic() + 120
            with site.workspace() as lent:
                while lent.store.position < position and time.monotonic() < until:
                    time.sleep(0.05)
                assert lent.store.read("observations").height == 3
        finally:
            site.close()
