from pathlib import Path

from warehouse.dictionary import contract_page

PAGE = Path(__file__).parent.parent.parent / "docs" / "contract.md"


def test_the_contract_page_is_what_the_database_says() -> None:
    assert PAGE.read_text("utf-8") == contract_page(), "run `make docs`"
