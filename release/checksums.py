"""SHA-256 of every file of a release, signed with a key of OpenSSH; and the check that whoever got the files runs.

    python -m release.checksums FOLDER --key ~/.ssh/id_ed25519
    python -m release.checksums FOLDER --verify allowed_signers --signer releases@example.org

Writes SHA256SUMS and SHA256SUMS.sig into the folder, in the forms of `sha256sum` and `ssh-keygen -Y`, so that neither
this script nor Python is needed for the check: `ssh-keygen -Y verify -n cnesg ...` and `sha256sum -c SHA256SUMS`.
"""

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path

SUMS = "SHA256SUMS"
_NAMESPACE = "cnesg"


def sums(folder: Path) -> str:
    """A line a file in the order of names, without the sums and their signature."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and not path.name.startswith(SUMS))
    return "".join(f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names)


def sign(folder: Path, key: Path) -> None:
    """Write the sums and sign them."""
    path = folder / SUMS
    path.write_text(sums(folder), encoding="utf-8")
    path.with_suffix(".sig").unlink(missing_ok=True)
    command = ["ssh-keygen", "-Y", "sign", "-f", str(key), "-n", _NAMESPACE, str(path)]
    subprocess.run(command, check=True, capture_output=True)


def verify(folder: Path, signers: Path, signer: str) -> list[str]:
    """What is wrong with a release: the signature, and files that are not what was signed; nothing if all is sound."""
    path = folder / SUMS
    signature = str(path.with_suffix(".sig"))
    command = ["ssh-keygen", "-Y", "verify", "-f", str(signers), "-I", signer, "-n", _NAMESPACE, "-s", signature]
    done = subprocess.run(command, input=path.read_bytes(), check=False, capture_output=True)
    wrong = [] if done.returncode == 0 else [f"{SUMS}: not signed by {signer}"]
    told, here = (_by_name(text) for text in (path.read_text(encoding="utf-8"), sums(folder)))
    return wrong + [f"{name}: not what was signed" for name in sorted(told | here) if told.get(name) != here.get(name)]


def _by_name(text: str) -> dict[str, str]:
    return {name: digest for digest, _, name in (line.partition("  ") for line in text.splitlines())}


def main() -> int:
    """Sign or verify."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--key", type=Path)
    parser.add_argument("--verify", type=Path, metavar="ALLOWED_SIGNERS")
    parser.add_argument("--signer", default="releases")
    given = parser.parse_args()
    if given.verify:
        wrong = verify(given.folder, given.verify, given.signer)
        print("\n".join(wrong) or "sound", file=sys.stderr if wrong else sys.stdout)
        return int(bool(wrong))
    if given.key is None:
        (given.folder / SUMS).write_text(sums(given.folder), encoding="utf-8")
        print("not signed: no --key", file=sys.stderr)
        return 0
    sign(given.folder, given.key)
    return 0


if __name__ == "__main__":
    sys.exit(main())
