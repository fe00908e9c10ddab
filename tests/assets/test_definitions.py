import dagster as dg
import pytest

from assets.definitions import defs
from assets.resources import Build
from warehouse.description import data_tables, tables


def test_the_definitions_load_and_the_job_covers_every_table() -> None:
    dg.Definitions.validate_loadable(defs)
    keys = {key.to_user_string() for key in defs.resolve_job_def("rebuild").asset_layer.executable_asset_keys}
    assert set(tables()) - {"check_results"} <= keys


@pytest.mark.parametrize("spec", defs.resolve_all_asset_specs(), ids=lambda spec: spec.key.to_user_string())
def test_every_asset_says_what_it_is_and_whose(spec: dg.AssetSpec) -> None:
    assert spec.description
    assert spec.owners
    assert spec.group_name != "default"
    assert spec.kinds


def test_steps_and_tables_say_what_code_they_are_of() -> None:
    versions = {spec.key.to_user_string(): spec.code_version for spec in defs.resolve_all_asset_specs()}
    versioned = ["_inventory", "_documents", "_analyses", *(table.name for table in data_tables())]
    assert len({versions[name] for name in versioned}) == len(versioned)
    assert all(versions[name] for name in versioned)


def test_settings_that_change_no_row_do_not_change_the_configuration() -> None:
    build = Build(raw="a", warehouse="b")
    assert build.config_hash == Build(raw="c", warehouse="d", workers=7, full=True).config_hash
    assert build.config_hash != Build(raw="a", warehouse="b", keep_non_articles=True).config_hash
