"""A release whose files are as signed is sound; a byte, file or signer that is another is told."""

import shutil
import subprocess
from pathlib import Path

import pytest
from release.checksums import SUMS, sign, sums, verify

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="needs ssh-keygen (`make servers`)")


@pytest.fixture
def release(tmp_path: Path) -> tuple[Path, Path]:
    """A signed folder, and who may sign."""
    folder, key = tmp_path / "release", tmp_path / "key"
    folder.mkdir()
    (folder / "cnesg.whl").write_bytes(b"wheel")
    (folder / "sbom.cdx.json").write_bytes(b"{}")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    signers = tmp_path / "allowed_signers"
    signers.write_text(f"releases {key.with_suffix('.pub').read_text('utf-8')}", "utf-8")
    sign(folder, key)
    return folder, signers


def test_what_was_signed_is_sound(release: tuple[Path, Path]) -> None:
    folder, signers = release
    assert verify(folder, signers, "releases") == []
    assert subprocess.run(["sha256sum", "-c", SUMS], cwd=folder, check=False, capture_output=True).returncode == 0


def test_whatever_was_changed_is_told(release: tuple[Path, Path]) -> None:
    folder, signers = release
    assert verify(folder, signers, "somebody else") == [f"{SUMS}: not signed by somebody else"]
    (folder / "cnesg.whl").write_bytes(b"whee!")
    (folder / "more.whl").write_bytes(b"")
    assert verify(folder, signers, "releases") == ["cnesg.whl: not what was signed", "more.whl: not what was signed"]
    (folder / SUMS).write_text(sums(folder), "utf-8")
    assert verify(folder, signers, "releases") == [f"{SUMS}: not signed by releases"]
