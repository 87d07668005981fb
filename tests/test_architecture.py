"""The house: which way imports point, where each framework lives, and sizes that keep a reader comfortable."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("ingest", "assistant", "ui", "evals")
ALLOWED = {  # room -> the rooms it may import, itself included
    "ingest": {"ingest"},
    "assistant": {"ingest", "assistant"},
    "ui": {"ingest", "assistant", "ui"},
    "evals": {"ingest", "assistant", "evals"},
}
HOMES = {  # framework -> the only files, or the only folder, that may import it
    "chromadb": ("ingest/store.py",),
    "sentence_transformers": ("ingest/transformer.py", "ingest/train.py"),
    "gradio": ("ui/",),
    "langchain": ("assistant/generate.py", "assistant/retriever.py"),
}
TOP = {"pyproject.toml", "README.md", *ROOMS, "data", "tests"}
LONGEST_FUNCTION = 50  # lines; about thirty is comfortable
MODULES = sorted(path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*.py"))


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"), module)


def imported(module: str) -> Iterator[str]:
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import"
            yield node.module or ""


def functions(module: str) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def test_every_room_has_modules() -> None:
    assert {module.split("/")[0] for module in MODULES} == set(ROOMS)


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_one_way(module: str) -> None:
    rooms = {name.split(".")[0] for name in imported(module)} & {*ROOMS, "tests"}
    assert rooms <= ALLOWED[module.split("/")[0]]


def test_the_types_import_nothing_of_ours() -> None:
    assert [name for name in imported("ingest/types.py") if name.split(".")[0] in ROOMS] == []


@pytest.mark.parametrize("framework", HOMES)
def test_a_framework_has_one_home(framework: str) -> None:
    users = [module for module in MODULES if any(name.split(".")[0].startswith(framework) for name in imported(module))]
    assert [user for user in users if not user.startswith(HOMES[framework])] == []


@pytest.mark.parametrize("module", MODULES)
def test_no_import_stands_inside_a_function(module: str) -> None:
    inside = [(function.name, node.lineno) for function in functions(module) for node in ast.walk(function)
              if isinstance(node, ast.Import | ast.ImportFrom)]
    assert inside == []


@pytest.mark.parametrize("module", [m for m in MODULES if not m.endswith("__main__.py")])
def test_only_a_main_module_prints(module: str) -> None:
    body = [node for node in tree(module).body if not (module == "ingest/train.py" and is_main_block(node))]
    printed = [call.lineno for node in body for call in ast.walk(node)
               if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print"]
    assert printed == []


def is_main_block(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "__name__ == '__main__'"


@pytest.mark.parametrize("module", MODULES)
def test_a_function_can_be_read_at_a_glance(module: str) -> None:
    lengths = {function.name: (function.end_lineno or function.lineno) - function.lineno + 1 for function in functions(module)}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(tree(module))


def test_the_top_of_the_repository_holds_nothing_else() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    assert {name for name in (path.split("/")[0] for path in tracked) if not name.startswith(".")} - TOP == set()
