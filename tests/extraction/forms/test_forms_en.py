"""English labels and tables said in other forms: a drawn sample of labels in each form, in texts and on pages."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extraction.forms.dressing import plainly
from tests.extraction.forms.forms_en import FORMS
from tests.extraction.forms.plain import CASES, labels
from tests.extraction.forms.survival import in_text, plain_rows, sample, tried_on_pages

FLOORS: dict[str, Any] = yaml.safe_load((CASES / "forms" / "english-floors.yaml").read_text(encoding="utf-8"))
MOST = 20  # forms of a group


@pytest.mark.heavy
@pytest.mark.parametrize("group", FLOORS["text"])
def test_forms_leave_rows_of_texts_alone(group: str) -> None:
    tried = [in_text(one, dressed, "en")[0] for _, one, dressed in sample(group, "en", MOST)]
    assert sum(tried) >= FLOORS["text"][group] * len(tried)


@pytest.mark.heavy
@pytest.mark.parametrize("name", FLOORS["pages"])
def test_forms_leave_rows_of_pages_alone(name: str) -> None:
    form = next(one for one in FORMS if one.name == name)
    tried = [survived for *_, survived, _ in tried_on_pages(form, "en", 20)]
    assert sum(tried) >= FLOORS["pages"][name] * len(tried)


def test_every_group_of_forms_has_a_floor() -> None:
    assert set(FLOORS["text"]) == {form.name.partition(":")[0] for form in FORMS}
    assert len({form.name for form in FORMS}) == len(FORMS)


def test_a_form_that_changes_the_meaning_is_no_form(tmp_path: Path) -> None:
    one = next(one for one in labels("en") if one.unit == "%" and plain_rows(one, "en"))
    other = plainly(next(two for two in labels("en") if two.metric != one.metric))
    assert not in_text(one, other, "en")[0]
