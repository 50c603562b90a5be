"""What the programs that save notebooks make of one, as more of the same changes."""

from __future__ import annotations

import random

from tests.mutant_cells import ODD, Notebook, cells_of, change, marks_of


@change
def _lose_marks(work: Notebook, rng: random.Random) -> None:
    share = rng.choice([0.1, 0.5, 1])
    for cell in cells_of(work):
        if isinstance(cell, dict) and rng.random() < share:
            cell["metadata"] = rng.choice([{}, None, {"tags": ["a"]}])


@change
def _lose_ids(work: Notebook, rng: random.Random) -> None:
    for cell in cells_of(work):
        if isinstance(cell, dict):
            cell.pop("id", None)
    work["nbformat_minor"] = rng.randint(0, 4)


@change
def _lose_all_names(work: Notebook, rng: random.Random) -> None:
    _lose_ids(work, rng)
    for cell in cells_of(work):
        if isinstance(cell, dict):
            cell["metadata"] = {}


@change
def _line_breaks(work: Notebook, rng: random.Random) -> None:
    joint = rng.choice(["\r\n", "\r", "\n\n"])
    for cell in cells_of(work):
        if isinstance(cell, dict) and isinstance(cell.get("source"), str):
            cell["source"] = cell["source"].replace("\n", joint)


@change
def _lists(work: Notebook, rng: random.Random) -> None:
    keep = rng.random() < 0.7
    for cell in cells_of(work):
        if isinstance(cell, dict) and isinstance(cell.get("source"), str):
            cell["source"] = cell["source"].splitlines(keepends=keep)


@change
def _outputs(work: Notebook, rng: random.Random) -> None:
    for number, cell in enumerate(cells_of(work)):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            data = {"text/plain": "5.0", "application/json": {"cells": [{"cell_type": "code"}]}}
            shown = {"output_type": "execute_result", "data": data, "metadata": {}}
            cell["outputs"] = [shown | {"execution_count": number}, rng.choice(ODD)]
            cell["execution_count"] = rng.choice([number, float("nan"), float("inf")])


@change
def _colab(work: Notebook, rng: random.Random) -> None:
    keep_ids, keep_marks = rng.random() < 0.5, rng.random() < 0.7
    for number, cell in enumerate(cells_of(work)):
        if isinstance(cell, dict):
            meta = {"nbgrader": marks_of(cell)} if keep_marks and marks_of(cell) else {}
            name = cell.pop("id", None) if keep_ids else f"q{number}Xy_-Zt"
            cell["metadata"] = {**meta, "id": name, "colab": {"base_uri": "https://localhost/"}}
            if cell.get("cell_type") == "code":
                cell["metadata"]["outputId"] = f"f{number:07x}"
                cell["execution_count"] = None
            cell.pop("id", None)
    work["metadata"] = {"colab": {"provenance": []}, "kernelspec": {"name": "python3"}}
    work["nbformat_minor"] = 0


@change
def _vs_code(work: Notebook, rng: random.Random) -> None:
    for cell in cells_of(work):
        if isinstance(cell, dict):
            marks = marks_of(cell) if rng.random() < 0.9 else {}
            cell["metadata"] = {"vscode": {"languageId": "python"}}
            cell["metadata"] |= {"nbgrader": marks} if marks else {}
    work["metadata"] = {"kernelspec": {"name": ".venv"}, "orig_nbformat": 4}


@change
def _kaggle(work: Notebook, rng: random.Random) -> None:
    for cell in cells_of(work):
        if isinstance(cell, dict):
            old = {"_uuid": "8f2839f25d086af736a60e9eeb907d3b93b6e0e5", "_cell_guid": "b1076dfc"}
            meta = {**old, "trusted": True, "nbgrader": marks_of(cell)}
            rest = {key: cell[key] for key in cell if key not in ("metadata", "id")}
            cell.clear()
            cell.update({"metadata": meta, **rest})


@change
def _deepnote(work: Notebook, rng: random.Random) -> None:
    for number, cell in enumerate(cells_of(work)):
        if isinstance(cell, dict):
            cell.pop("id", None)
            cell["metadata"] = {"cell_id": f"{number:032x}", "deepnote_cell_type": "code"}
    work["deepnote_notebook_id"] = "0"


@change
def _version_3(work: Notebook, rng: random.Random) -> None:
    old = []
    for cell in cells_of(work):
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            cell["input"] = cell.pop("source", "")
            cell |= {"language": "python", "collapsed": False, "prompt_number": 1}
        if isinstance(cell, dict):
            cell.pop("id", None)
        old.append(cell)
    half = rng.randint(0, len(old))
    sheets = [old] if rng.random() < 0.7 else [old[:half], old[half:]]
    work["worksheets"] = [{"cells": cells, "metadata": {}} for cells in sheets]
    work.pop("cells", None)
    work["nbformat"], work["nbformat_minor"] = 3, 0


@change
def _other_version(work: Notebook, rng: random.Random) -> None:
    work["nbformat"] = rng.choice([1, 2, 5, 99, "4", None])
