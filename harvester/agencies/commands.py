"""`harvester agencies …`: each reads its options, calls one function and prints."""

from __future__ import annotations

from typing import Annotated

import typer

from harvester.options import AsJson, Database, Lookups, group

agencies_app = group("agencies", "机关：list and search the agencies, and show pairs that may be one.")


@agencies_app.command("list")
def list_agencies(
    division: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only in this place: 33, 330382 or 330382125.")
    ] = None,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """列出：every agency with its id, its current name and the years on which it reported.

    [dim]Example:[/]  harvester agencies list --division 3303
    """
    from harvester.agencies.printing import print_agencies

    print_agencies(database, division=division, as_json=as_json)


@agencies_app.command()
def search(
    word: Annotated[str, typer.Argument(metavar="WORD", help="Part of a name, present or past, or of an id.")],
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """查找：agencies by any name that they bore, with all their names.

    [dim]Example:[/]  harvester agencies search 洪泽县
    """
    from harvester.agencies.printing import print_found

    print_found(database, word, as_json=as_json)


@agencies_app.command()
def merges(
    as_yaml: Annotated[
        bool, typer.Option("--yaml", help="Print entries for a file of corrections, to be completed.")
    ] = False,
    database: Database = None,
    lookups: Lookups = None,
    as_json: AsJson = False,
) -> None:
    """待合并：pairs of agencies that are likely one; nothing is merged before a person says so.

    [dim]Example:[/]  harvester agencies merges --yaml > lookups/merges.yaml
    """
    from harvester.agencies.printing import print_merges

    print_merges(database, lookups, as_json=as_json, as_yaml=as_yaml)
