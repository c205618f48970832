"""`harvester portals …` and `harvester discover`: each reads its options, calls one function and prints."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from harvester.options import AllowPrivate, AsJson, Portals, Province, group

portals_app = group("portals", "门户登记：list, show, check, add and probe the portals of the registry.")

Address = Annotated[str, typer.Argument(metavar="URL", help="A page of the portal.")]


@portals_app.command("list")
def list_portals(
    province: Province = None,
    folder: Portals = None,
    as_json: AsJson = False,
) -> None:
    """列出：the portals of the registry, one line each.

    [dim]Example:[/]  harvester portals list --province 浙江
    """
    from harvester.portals.printing import print_list

    print_list(province, folder, as_json=as_json)


@portals_app.command()
def show(
    portal: Annotated[str, typer.Argument(metavar="ID", help="A portal of the registry.")],
    folder: Portals = None,
    as_json: AsJson = False,
) -> None:
    """查看：one portal with all its columns, as its file has it.

    [dim]Example:[/]  harvester portals show 320000_jiangsu
    """
    from harvester.portals.printing import print_portal

    print_portal(portal, folder, as_json=as_json)


@portals_app.command()
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH", help="Files or folders beside the built-in ones.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """检查：every portal file, one line for each mistake with file and line; exit status 4 where there is one.

    [dim]Example:[/]  harvester portals check my-portals
    """
    from harvester.portals.printing import print_check

    raise typer.Exit(print_check(paths or [], as_json=as_json))


@portals_app.command()
def add(
    url: Address,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Folder that the new file goes to.")] = Path(
        "portals"
    ),
    allow_private: AllowPrivate = False,
) -> None:
    """新增：fetch a page, propose the portal's entry and write it to a file for you to review.

    Nothing is overwritten, and no crawl takes the portal before you name the folder with --portals.

    [dim]Example:[/]  harvester portals add http://www.example.gov.cn/zwgk/zfxxgknb/ --to my-portals
    """
    from harvester.portals.printing import add_portal

    add_portal(url, to, allow_private=allow_private)


@portals_app.command()
def probe(
    portals: Annotated[list[str] | None, typer.Argument(metavar="ID", help="All portals where none is given.")] = None,
    province: Province = None,
    folder: Portals = None,
    allow_private: AllowPrivate = False,
    as_json: AsJson = False,
) -> None:
    """探测：ask each portal for the first page of its first column and say what it answers, one line each.

    [dim]Example:[/]  harvester portals probe 330000_zhejiang 320000_jiangsu
    """
    from harvester.portals.printing import print_probes

    print_probes(portals or [], province, folder, allow_private=allow_private, as_json=as_json)


def discover(url: Address, allow_private: AllowPrivate = False, as_json: AsJson = False) -> None:
    """发现：find a portal's 年报 columns from its home page, and their columns a year.

    [dim]Example:[/]  harvester discover http://www.example.gov.cn/
    """
    from harvester.portals.printing import print_discovery

    raise typer.Exit(print_discovery(url, allow_private=allow_private, as_json=as_json))
