"""What is deployed fits its linters, and names only files, options and variables that there are."""

import re
import shlex
import subprocess
import sys
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

from cnesg.cli.serve import networks
from cnesg.verification.ledger import DATABASE

REPOSITORY = Path(__file__).resolve().parents[2]
DEPLOY = REPOSITORY / "deploy"
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


@pytest.mark.heavy
@pytest.mark.parametrize(
    "command",
    [
        ["hadolint", "deploy/Containerfile"],
        ["check-jsonschema", "--builtin-schema", "vendor.compose-spec", "deploy/compose.yaml"],
    ],
)
def test_linters_find_nothing(command: list[str]) -> None:
    program = Path(sys.executable).parent / command[0]
    done = subprocess.run(
        [str(program), *command[1:]], cwd=REPOSITORY, check=False, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_copied_is_there() -> None:
    for line in re.findall(r"^COPY (?!--from)(.*) \S+$", CONTAINER, re.MULTILINE):
        for name in line.split():
            assert (REPOSITORY / name).exists(), name


@pytest.mark.heavy
def test_the_container_starts_with_a_command_that_there_is() -> None:
    entry, options = (
        re.findall(r'"([^"]*)"', one) for one in re.findall(r"^(?:ENTRYPOINT|CMD) (\[.*\])$", CONTAINER, re.MULTILINE)
    )
    assert entry == ["cnesg"]
    asked = [sys.executable, "-m", "cnesg", *options, "-w", "/nowhere/at/all"]
    done = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 2
    assert "/nowhere/at/all" in done.stderr  # options are fine; there is no workspace


def test_the_server_has_what_it_needs_and_no_rights_that_it_does_not() -> None:
    server, database = COMPOSE["services"]["cnesg"], COMPOSE["services"]["database"]
    proxy = COMPOSE["services"]["proxy"]
    assert server["read_only"]
    assert server["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in proxy["ports"])
    assert "ports" not in server
    assert "ports" not in database
    assert re.search(r"^USER 10001$", CONTAINER, re.MULTILINE)
    told = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    assert f"{DATABASE}=postgresql" in told
    assert {server["env_file"], database["env_file"]} == {"./cnesg.env", "./database.env"}
    assert not any("password" in line.lower() for line in told.splitlines() if not line.startswith("#"))


def test_each_service_has_limits_on_memory_processes_and_descriptors() -> None:
    for name, service in COMPOSE["services"].items():
        assert {"mem_limit", "pids_limit", "ulimits"} <= {*service}, name
        assert service["ulimits"]["nofile"]["hard"] >= 1024, name


def test_the_name_that_browsers_use_can_be_given_to_the_server() -> None:
    given = COMPOSE["services"]["cnesg"]["environment"]["CNESG_ALLOWED_HOSTS"]
    assert given == "${CNESG_ALLOWED_HOSTS:-}"  # read from the shell of whoever starts it; empty allows no further name


def test_the_server_trusts_its_own_proxy_alone() -> None:
    trusted = networks(COMPOSE["services"]["cnesg"]["environment"]["CNESG_TRUSTED_PROXIES"])
    address = COMPOSE["services"]["proxy"]["networks"]["front"]["ipv4_address"]
    assert trusted == (address,)
    (subnet,) = COMPOSE["networks"]["front"]["ipam"]["config"]
    assert ip_address(address) in ip_network(subnet["subnet"])


@pytest.mark.heavy
def test_steps_in_comments_are_commands_that_there_are() -> None:
    lines = [line[1:].strip() for line in told_lines() if "run --rm cnesg" in line]
    assert len(lines) == 2
    for line in lines:
        words = [word for word in shlex.split(line.partition("run --rm cnesg ")[2]) if re.fullmatch("[a-z]+", word)]
        asked = [sys.executable, "-m", "cnesg", *words, "--help"]
        assert subprocess.run(asked, check=False, capture_output=True, timeout=120).returncode == 0, line


def told_lines() -> list[str]:
    return (DEPLOY / "compose.yaml").read_text(encoding="utf-8").splitlines()
