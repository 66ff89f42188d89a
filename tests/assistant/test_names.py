"""The packages have common names: files and programs of the same name do no harm."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.helpers.places import ROOT
from tests.helpers.running import environment


def run(*command: str, folder: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment(**env), capture_output=True,
        text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("name", ["index.py", "corpus.py", "index/__init__.py"])
def test_beside_a_file_of_that_name(name: str, tmp_path: Path) -> None:
    """`python -m assistant` works beside a file that has the name of one of our packages."""
    file = tmp_path / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("raise SystemExit('not ours')")
    done = run("-m", "assistant", "potassium", folder=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("WARNING")


def test_a_script_beside_a_file_of_that_name(tmp_path: Path) -> None:
    """A user's script beside such a file gets an ImportError that says what to do."""
    (tmp_path / "index.py").touch()
    (tmp_path / "script.py").write_text("from assistant import Assistant")
    done = run("script.py", folder=tmp_path)
    assert "index.py hides the package index of leg-cramp-assistant" in done.stderr


def test_another_program_installed_over_it(tmp_path: Path) -> None:
    """If another distribution replaced one of our files, the command says so."""
    for package in ("assistant", "corpus", "index"):
        shutil.copytree(ROOT / package, tmp_path / package)
    (tmp_path / "assistant" / "__init__.py").write_text('__version__ = "0.0.7"')
    done = run("-m", "assistant", "--version", folder=tmp_path, PYTHONPATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert 'another package called "assistant" was installed over this one' in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("editable", [False, True])
def test_the_installed_command_anywhere(editable: bool, tmp_path: Path) -> None:
    """The installed command depends neither on the current folder nor on PYTHONPATH."""
    site, here = tmp_path / "site", tmp_path / "here"
    packages = tmp_path / "checkout" if editable else site
    for package in ("assistant", "corpus", "index"):
        shutil.copytree(ROOT / package, packages / package)
    site.mkdir(exist_ok=True)
    shutil.copy(ROOT / "assistant" / "start.py", site / "leg_cramp_assistant.py")
    here.mkdir()
    for name in ("assistant", "corpus", "index"):
        (here / f"{name}.py").write_text("raise SystemExit('not ours')")
    script = (
        f"import sys; sys.path[0] = {str(site)!r}; import leg_cramp_assistant; sys.path.pop(0); "
        f"sys.path += {[str(site), str(packages)]!r}; sys.argv[1:] = ['potassium']; "
        "sys.exit(leg_cramp_assistant.cramps())"
    )
    for path in (".", ":", str(here), f".:{here}"):
        if path in (".", ":"):  # names of standard modules do no harm either
            for name in ("json", "argparse"):
                (here / f"{name}.py").write_text("raise SystemExit('not ours')")
        done = run("-c", script, folder=here, PYTHONPATH=path)
        assert (done.returncode, done.stderr) == (0, ""), path
        assert done.stdout.startswith("WARNING")
        for name in ("json", "argparse"):
            (here / f"{name}.py").unlink(missing_ok=True)
