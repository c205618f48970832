"""The tables about the harvest: runs, captures, outcomes, agencies, reports, their sources and revisions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from harvester.items import Scope
from harvester.store.base import Base


class Run(Base):
    """One crawl of one portal, and what it counted so far."""

    __tablename__ = "runs"

    id: Mapped[int] = mapped_column(primary_key=True)
    portal: Mapped[str] = mapped_column(String(128), index=True)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    status: Mapped[str] = mapped_column(String(32), comment="running, finished, interrupted, or why Scrapy ended it")
    pages: Mapped[int] = mapped_column(default=0, comment="pages of any role that arrived")
    unchanged_pages: Mapped[int] = mapped_column(default=0, comment="of these, with the same bytes as before")
    reports: Mapped[int] = mapped_column(default=0, comment="pages read as an annual report 年度报告")
    new_reports: Mapped[int] = mapped_column(default=0)
    changed_reports: Mapped[int] = mapped_column(default=0, comment="reports that got a revision")
    unchanged_reports: Mapped[int] = mapped_column(default=0)
    duplicates: Mapped[int] = mapped_column(default=0, comment="the same report at a further address")
    rejected: Mapped[int] = mapped_column(default=0, comment="pages that are no report")
    failed: Mapped[int] = mapped_column(default=0, comment="addresses that could not be fetched or read")
    findings: Mapped[int] = mapped_column(default=0, comment="findings in the reports of this run")
    interruptions: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="how often the run was cut off and gone on with"
    )
    not_asked: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="addresses that were listed and known well enough not to be asked again"
    )
    unparsed: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="report pages without a table, or that the reader failed on"
    )
    missing: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="reports known before and no longer listed"
    )
    columns: Mapped[list[dict[str, Any]] | None] = mapped_column(
        JSON(none_as_null=True), comment="how each column 栏目 ended: declared, listed and read, by address"
    )
    attachments: Mapped[int] = mapped_column(
        default=0, server_default="0", comment="files that hang on reports, of those pages"
    )
    rendered: Mapped[int] = mapped_column(default=0, server_default="0", comment="pages that a browser built")
    alarms: Mapped[list[dict[str, str]] | None] = mapped_column(
        JSON(none_as_null=True), comment="what a person should look at"
    )


class Capture(Base):
    """One archived page: where its bytes lie in the archive, and what the list knew about it."""

    __tablename__ = "captures"
    __table_args__ = (UniqueConstraint("url", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    url: Mapped[str]
    role: Mapped[str] = mapped_column(String(16), comment="list, report, part, attachment")
    portal: Mapped[str | None] = mapped_column(String(128), index=True)
    column_url: Mapped[str | None] = mapped_column(comment="栏目")
    anchor_text: Mapped[str | None]
    listed_on: Mapped[date | None]
    status: Mapped[int]
    fetched_at: Mapped[datetime]
    content_type: Mapped[str | None]
    sha256: Mapped[str] = mapped_column(String(64), comment="of the body")
    file: Mapped[str] = mapped_column(comment="WARC file, relative to the archive's folder")
    rendered_by: Mapped[str | None] = mapped_column(comment="the browser that built the page by its scripts")
    offset: Mapped[int] = mapped_column(BigInteger, comment="of the response record's gzip member")
    length: Mapped[int] = mapped_column(BigInteger, comment="of that member")


class Outcome(Base):
    """What became of one address: one current row; an unchanged answer changes nothing."""

    __tablename__ = "outcomes"
    __table_args__ = (UniqueConstraint("portal", "url", "column_url", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True, comment="the run that saw it first")
    portal: Mapped[str] = mapped_column(String(128))
    url: Mapped[str]
    column_url: Mapped[str] = mapped_column(comment="栏目; empty where no column led to it")
    role: Mapped[str] = mapped_column(String(16), comment="column, list, report, part, attachment")
    outcome: Mapped[str] = mapped_column(String(32), index=True)
    detail: Mapped[str] = mapped_column(comment="the evidence")
    status: Mapped[int | None] = mapped_column(comment="of the HTTP answer")
    anchor_text: Mapped[str | None]
    listed_on: Mapped[date | None]
    declared: Mapped[int | None] = mapped_column(comment="articles that the column says it holds")
    harvested: Mapped[int | None] = mapped_column(comment="rows that were read from its list pages")
    pages: Mapped[int | None] = mapped_column(comment="list pages that were read")
    seen_at: Mapped[datetime]


class Agency(Base):
    """Who reports. 区政府 and 区政府办公室 are two."""

    __tablename__ = "agencies"
    __table_args__ = (UniqueConstraint("key"), Index(None, "division_code"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(comment="the agency's stable id: division code and organ, 330382-人民政府")
    name: Mapped[str] = mapped_column(comment="机关名称, normalised: the one of its latest report")
    division_code: Mapped[str | None] = mapped_column(
        String(12), comment="行政区划代码, as the place is numbered today"
    )
    scope: Mapped[Scope] = mapped_column(String(16), comment="government, office, department, township, other")


class AgencyName(Base):
    """A name that an agency bore, in one of its wordings, and the reports in which it stands first and last."""

    __tablename__ = "agency_names"
    __table_args__ = (UniqueConstraint("agency_id", "name", "as_written"), Index(None, "name"))

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agencies.id"))
    name: Mapped[str] = mapped_column(comment="机关名称, normalised")
    as_written: Mapped[str] = mapped_column(comment="机关名称, the page's own wording")
    first_year: Mapped[int | None] = mapped_column(comment="earliest 报告年度 under this name")
    last_year: Mapped[int | None] = mapped_column(comment="latest 报告年度 under this name")
    first_url: Mapped[str] = mapped_column(comment="where the report of the earliest year was read")
    last_url: Mapped[str] = mapped_column(comment="where the report of the latest year was read")


class Report(Base):
    """One agency and year, or one address where either is not known."""

    __tablename__ = "reports"
    __table_args__ = (UniqueConstraint("agency_id", "year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agencies.id"))
    year: Mapped[int | None] = mapped_column(index=True, comment="报告年度")
    agency_as_written: Mapped[str | None] = mapped_column(comment="机关名称, the page's own wording")
    title: Mapped[str | None] = mapped_column(comment="标题")
    url: Mapped[str] = mapped_column(comment="where the current version was read")
    published_on: Mapped[date | None] = mapped_column(comment="发布日期")
    proactive_disclosure_edition: Mapped[str | None] = mapped_column(String(4), comment="表二: form of 2019 or 2021")
    requests_edition: Mapped[str | None] = mapped_column(String(4), comment="表三: form of 2019 or 2021")
    parser_version: Mapped[str] = mapped_column(String(32))
    capture_id: Mapped[int] = mapped_column(ForeignKey("captures.id"), index=True, comment="the bytes that were read")


class Revision(Base):
    """One version of a report as it was read, whole; the current one is what the other tables show."""

    __tablename__ = "revisions"
    __table_args__ = (
        UniqueConstraint("report_id", "number"),
        UniqueConstraint("report_id", "digest"),
        Index(
            "uq_revisions_current",
            "report_id",
            unique=True,
            sqlite_where=text("is_current"),
            postgresql_where=text("is_current"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    number: Mapped[int] = mapped_column(comment="1 for the first version that was seen")
    is_current: Mapped[bool]
    reason: Mapped[str] = mapped_column(comment="why it is, or is not, the current version")
    digest: Mapped[str] = mapped_column(String(64), comment="of identity, tables and sections, normalised")
    parser_version: Mapped[str] = mapped_column(String(32))
    capture_id: Mapped[int] = mapped_column(ForeignKey("captures.id"), index=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True)
    record: Mapped[dict[str, Any]] = mapped_column(comment="as `harvester parse` prints it")


class EarlierReading(Base):
    """What some bytes were read as before a later parser, or a correction, read them otherwise."""

    __tablename__ = "earlier_readings"

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int | None] = mapped_column(
        ForeignKey("reports.id", ondelete="SET NULL"), index=True, comment="null where the report is none any more"
    )
    capture_id: Mapped[int] = mapped_column(ForeignKey("captures.id"), index=True, comment="the bytes")
    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), index=True, comment="the run that read them otherwise")
    parser_version: Mapped[str] = mapped_column(String(32), comment="of the earlier reading")
    record: Mapped[dict[str, Any]] = mapped_column(comment="as `harvester parse` printed it then")


class ReportSource(Base):
    """One address and column at which a report was found, and the bytes seen there last."""

    __tablename__ = "report_sources"
    __table_args__ = (UniqueConstraint("report_id", "url", "column_url"), Index(None, "url"))

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    url: Mapped[str]
    portal: Mapped[str | None] = mapped_column(String(128))
    column_url: Mapped[str] = mapped_column(comment="栏目; empty where no column led to it")
    anchor_text: Mapped[str | None]
    capture_id: Mapped[int] = mapped_column(ForeignKey("captures.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revisions.id"), index=True)


class Address(Base):
    """What is known of one article or attachment, so that it is asked for again only where that may bring news."""

    __tablename__ = "addresses"
    __table_args__ = (UniqueConstraint("portal", "role", "url"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    portal: Mapped[str] = mapped_column(String(128))
    role: Mapped[str] = mapped_column(String(16), comment="report, attachment")
    url: Mapped[str] = mapped_column(comment="as the list gives it")
    answered_url: Mapped[str] = mapped_column(comment="where a redirect led; else the same")
    outcome: Mapped[str] = mapped_column(String(32), comment="of the last whole answer")
    is_report: Mapped[bool] = mapped_column(comment="true where a report was read there")
    reports: Mapped[int] = mapped_column(server_default="1", comment="how many were, of several years or agencies")
    capture_id: Mapped[int | None] = mapped_column(
        ForeignKey("captures.id"), index=True, comment="the bytes of that answer"
    )
    etag: Mapped[str | None] = mapped_column(comment="validator of the answer")
    last_modified: Mapped[str | None] = mapped_column(comment="validator of the answer")
    checked_at: Mapped[datetime] = mapped_column(comment="when the server was last asked")
    missing_since: Mapped[int | None] = mapped_column(
        ForeignKey("runs.id"), index=True, comment="the first run whose lists no longer named it"
    )


class Attachment(Base):
    """A file that hangs on a report, or that it is published as."""

    __tablename__ = "attachments"
    __table_args__ = (UniqueConstraint("report_id", "url"), Index(None, "url"), Index(None, "page_url"))

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("reports.id"))
    url: Mapped[str]
    page_url: Mapped[str] = mapped_column(comment="the report page that links to it")
    name: Mapped[str] = mapped_column(comment="文件名: the link's, or the server's where that says more")
    media_type: Mapped[str | None]
    is_report: Mapped[bool] = mapped_column(comment="true where the page holds no table and the file is read instead")
    outcome: Mapped[str | None] = mapped_column(String(32), comment="null until it was asked for; ok where it is kept")
    capture_id: Mapped[int | None] = mapped_column(ForeignKey("captures.id"), index=True, comment="its bytes")


class Progress(Base):
    """What an unfinished run has done so far; emptied when the run ends."""

    __tablename__ = "progress"
    __table_args__ = (Index(None, "run_id", "url"),)

    run_id: Mapped[int] = mapped_column(ForeignKey("runs.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True, comment="of a request, or of an item")
    role: Mapped[str] = mapped_column(String(16), comment="column, list, report, part, attachment")
    url: Mapped[str] = mapped_column(comment="that was asked for or listed")
    outcome: Mapped[str] = mapped_column(String(32), comment="empty for an answer that is archived and not stored yet")
    capture_id: Mapped[int | None] = mapped_column(
        ForeignKey("captures.id"), index=True, comment="the bytes of the answer"
    )


class Lock(Base):
    """The process that crawls a portal now."""

    __tablename__ = "locks"

    portal: Mapped[str] = mapped_column(String(128), primary_key=True)
    token: Mapped[str] = mapped_column(String(32), comment="made by the process that holds the portal")
    pid: Mapped[int] = mapped_column(comment="number of that process")
    host: Mapped[str] = mapped_column(comment="name of its machine")
    machine: Mapped[str] = mapped_column(comment="where process numbers are comparable: boot and container")
    born: Mapped[str | None] = mapped_column(
        comment="when the process began, so that a number used again is told apart"
    )
    since: Mapped[datetime] = mapped_column(comment="when the portal was taken")
    beat_at: Mapped[datetime] = mapped_column(comment="when the process last said that it is alive")
