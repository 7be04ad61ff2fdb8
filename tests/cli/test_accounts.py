"""`cnesg accounts` and the options of `cnesg serve` that concern who asks."""

import io
from pathlib import Path

import pytest

from cnesg.cli.app import _run
from cnesg.cli.serve import networks
from cnesg.errors import InputError
from cnesg.verification import Ledger
from cnesg.verification.accounts import Accounts

GOOD = "correct horse battery\n"


@pytest.fixture
def workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert _run(["init", str(tmp_path / "workspace")]) == 0
    capsys.readouterr()
    return str(tmp_path / "workspace")


def accounts(workspace: str, *words: str) -> int:
    return _run(["accounts", *words, "-w", workspace])


def has_password(workspace: str, name: str) -> bool:
    with Ledger.open(Path(workspace)) as ledger:
        return Accounts(ledger.engine).sign_ins.has_password(name)


@pytest.mark.heavy
def test_no_password_clears_one_and_keep_password_leaves_it(
    workspace: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(GOOD))
    assert accounts(workspace, "add", "ann") == 0
    assert has_password(workspace, "ann")
    assert accounts(workspace, "add", "ann", "--role", "verifier", "--keep-password") == 0
    assert has_password(workspace, "ann")
    assert accounts(workspace, "add", "ann", "--no-password", "--keep-password") == 2
    assert "Give one of them" in capsys.readouterr().err
    assert accounts(workspace, "add", "ann", "--role", "verifier", "--no-password") == 0
    assert not has_password(workspace, "ann")


def test_a_person_is_recorded_and_a_second_checking_account_is_told(
    workspace: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert accounts(workspace, "add", "ann", "--role", "verifier", "--no-password", "--person", "0417") == 0
    assert accounts(workspace, "add", "bo", "--role", "senior", "--no-password") == 0
    assert "person" not in capsys.readouterr().err
    assert accounts(workspace, "person", "bo", " 0417 ") == 0
    told = capsys.readouterr()
    assert "bo is held by 0417" in told.out
    assert "also checks values as ann" in told.err
    assert accounts(workspace, "list", "--format", "json") == 0
    assert capsys.readouterr().out.count('"person": "0417"') == 2
    assert accounts(workspace, "person", "nobody", "0417") == 2


def test_trusted_proxies_are_addresses_and_networks_and_never_everybody() -> None:
    assert networks("") == ()
    assert networks("10.0.0.5, 172.30.78.0/29,::1") == ("10.0.0.5", "172.30.78.0/29", "::1")
    with pytest.raises(InputError) as caught:
        networks("*, proxy,10.0.0.5/8,0.0.0.0/0,10.0.0.5")
    assert [one.values["given"] for one in caught.value.problems] == ["*", "proxy", "10.0.0.5/8", "0.0.0.0/0"]
