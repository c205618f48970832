"""Scrapy settings: a reason beside each that differs from Scrapy's default."""

from __future__ import annotations

import os

from scrapy.settings import default_settings

BOT_NAME = "harvester"
SPIDER_MODULES = ["harvester.spiders"]
NEWSPIDER_MODULE = "harvester.spiders"
COMMANDS_MODULE = "harvester.scrapy_commands"  # `scrapy crawl` says in a line what is wrong with its arguments

# Where results go; the command's --database and --archive set the same.
HARVESTER_DATABASE_URL = os.environ.get("HARVESTER_DATABASE_URL", "sqlite:///data/harvester.sqlite")
HARVESTER_ARCHIVE = os.environ.get("HARVESTER_ARCHIVE", "data/archive")
HARVESTER_PORTALS = os.environ.get("HARVESTER_PORTALS", "")  # a folder of portal files beside the bundled ones
HARVESTER_LOOKUPS = os.environ.get("HARVESTER_LOOKUPS", "")  # a folder of corrections beside the bundled ones
HARVESTER_REVALIDATE_DAYS = 30  # a page is asked for again after so long; corrections are posted within weeks
HARVESTER_RETRY_GONE_DAYS = 7  # so is a dead link; trouble such as a timeout is tried again in every crawl
HARVESTER_REFETCH = False  # --refetch: every page again, whatever is known of it
HARVESTER_YEARS = ""  # --years: reports on these years only, 2023 or 2021-2024; empty for all
HARVESTER_REPLAY: list[str] = []  # WARC files that answer every request in place of the network
HARVESTER_HOOK_COMMAND = os.environ.get("HARVESTER_HOOK_COMMAND", "")  # after alarms: a program that reads JSON
HARVESTER_HOOK_URL = os.environ.get("HARVESTER_HOOK_URL", "")  # the same as a POST
HARVESTER_HOOK_ALWAYS = os.environ.get("HARVESTER_HOOK_ALWAYS", "") in ("1", "true", "yes")  # not only after alarms
HARVESTER_PARSE_PROCESSES = os.cpu_count() or 1  # pages are read beside the crawl; 0 reads them within it
HARVESTER_PARSE_SECONDS = 60  # a page of 20 MB takes three; one that takes longer is listed as unreadable
HARVESTER_MAX_LIST_PAGES = 1000  # the longest 年报 columns have under 100; an endless pager is cut off here

# Who asks: a name and a contact, so that a webmaster can write instead of blocking.
# Only this machine is asked without.
HARVESTER_CONTACT = os.environ.get("HARVESTER_CONTACT", "")
USER_AGENT = "harvester/0.1"  # the purpose and the contact follow it in the header
ROBOTSTXT_USER_AGENT = "harvester"  # rules are written for the name, not for the whole header

# Where it may go: the open internet. An answer, a redirect or a name must not lead into somebody's own network.
HARVESTER_ALLOW_PRIVATE = os.environ.get("HARVESTER_ALLOW_PRIVATE", "") in ("1", "true", "yes")  # --allow-private
TWISTED_DNS_RESOLVER = "harvester.net.resolver.PublicResolver"  # the last word before a connection
HTTPPROXY_ENABLED = False  # a proxy looks names up by itself, where the resolver's word does not count
DOWNLOAD_HANDLERS = {
    "http": "harvester.net.handler.PoliteHandler",
    "https": "harvester.net.handler.PoliteHandler",
    "data": None,  # nothing but http and https is fetched
    "file": None,
    "ftp": None,
    "s3": None,
}

# A browser, where a script builds a list and no known interface serves it; needs the extra `browser`.
HARVESTER_CHROMIUM = os.environ.get("HARVESTER_CHROMIUM", "")  # a program; else the first chromium on the path
HARVESTER_CHROMIUM_SANDBOX = os.environ.get("HARVESTER_CHROMIUM_SANDBOX", "1") in ("1", "true", "yes")  # not for root

# Politeness: these sites serve citizens, and their reports change once a year.
ROBOTSTXT_OBEY = True  # by harvester.middlewares.robots, which also reads what an unreadable robots.txt means
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one request at a time a host; hosts run in parallel
CONCURRENT_REQUESTS = 400  # all hosts together: each of the 300 portals may have one under way, or wait its turn
DOWNLOAD_DELAY = 1.0  # seconds between two requests to a host
AUTOTHROTTLE_ENABLED = True  # slower where the host is slow
AUTOTHROTTLE_START_DELAY = 1.0  # the default of 5 s waits longer than the hosts need
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
# Seconds of rest after three refusals in a row (the next ends the visit); a third after a 429 without Retry-After.
HARVESTER_COOL_DOWN = 60.0
HARVESTER_LONGEST_REST = 120.0  # seconds; a host whose Retry-After is longer is left alone until the next run
COOKIES_ENABLED = False  # nothing is logged in to; the pages of one list share a session

# Patience: hosts hang, close early and redirect in circles.
DOWNLOAD_TIMEOUT = 30  # seconds; a list page that takes longer is down
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024  # bytes; the largest scanned reports have under 30 MB
DOWNLOAD_WARNSIZE = 0  # the limit speaks for itself
DOWNLOAD_FAIL_ON_DATALOSS = True  # a page cut in transit is retried, never read as whole
DOWNLOAD_VERIFY_CERTIFICATES = True  # a bad certificate is reported as tls_error, not accepted in silence
DNS_TIMEOUT = 20  # seconds; the default of 60 holds a thread for a name that nobody knows
REACTOR_THREADPOOL_MAXSIZE = 20  # names are looked up in threads, 300 of them when a run begins
URLLENGTH_LIMIT = 0  # the address guard refuses long addresses and says so; Scrapy's own filter is silent
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 503, 504, 408, 522, 524]  # not 429: it says when to come back
RETRY_GIVE_UP_LOG_LEVEL = "INFO"  # the outcome says it
REDIRECT_MAX_TIMES = 5
METAREFRESH_MAXDELAY = 10  # seconds; list pages that refresh themselves every minute are no redirects

# Order: the list pages of a column are read one after another before its articles, while the list stands still,
# unless thousands of articles wait already.
SCHEDULER_DISK_QUEUE = "scrapy.squeues.PickleFifoDiskQueue"
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

# Nothing listens: both consoles run Python for whoever reaches them.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

WARN_ON_GENERATOR_RETURN_VALUE = False  # Scrapy would read the source of the callback for every list page

# Parts of Scrapy that are left out of its own tables: to switch one off by name in ours would load it first.
_LEFT_OUT = {
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",  # as COOKIES_ENABLED says
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",  # it allows everything where it cannot read
    "scrapy.extensions.logstats.LogStats",  # its line knows neither portals nor reports
    "scrapy.extensions.remote_control.RemoteControl",  # off, as is the next
    "scrapy.extensions.telnet.TelnetConsole",
    "scrapy.spidermiddlewares.depth.DepthMiddleware",  # columns know their own depth; it looks at every item
}


def _without(usual: dict[str, int]) -> dict[str, int]:
    return {name: place for name, place in usual.items() if name not in _LEFT_OUT}


DOWNLOADER_MIDDLEWARES_BASE = _without(default_settings.DOWNLOADER_MIDDLEWARES_BASE)
SPIDER_MIDDLEWARES_BASE = _without(default_settings.SPIDER_MIDDLEWARES_BASE)
EXTENSIONS_BASE = _without(default_settings.EXTENSIONS_BASE)
DOWNLOADER_MIDDLEWARES = {
    "harvester.middlewares.replay.Replay": 10,  # with HARVESTER_REPLAY nobody is asked
    "harvester.middlewares.introduction.Introduction": 20,  # refuses the whole crawl before anything is asked for
    "harvester.middlewares.address_guard.AddressGuard": 40,
    "harvester.middlewares.own_site.OwnSite": 50,  # before robots.txt of a foreign host is asked for
    "harvester.middlewares.one_slot.OneSlot": 60,
    "harvester.middlewares.replay.Resume": 70,  # what a run that was cut off has fetched is not asked for again
    "harvester.middlewares.robots.Robots": 100,
    "harvester.middlewares.block_pages.BlockPages": 585,  # between unpacking (590) and refreshing (580)
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "harvester.middlewares.redirects.Refreshes": 580,
    "harvester.middlewares.packed.Packed": 595,  # before unpacking (590)
    "harvester.middlewares.redirects.Redirects": 610,  # before Scrapy follows them (600)
    "harvester.middlewares.session.Session": 620,  # before a redirect is followed: it may set the cookie
    "harvester.middlewares.waiting.Waiting": 1000,  # next to the queues
}
EXTENSIONS = {
    "harvester.extensions.progress.ShowProgress": 500,
}
ITEM_PIPELINES = {
    "harvester.pipelines.archive.ArchivePipeline": 100,  # bytes are kept before anything is parsed
    "harvester.pipelines.parse.ParsePipeline": 200,
    "harvester.pipelines.store.StorePipeline": 300,
    "harvester.pipelines.files.FilesPipeline": 400,
}
CONCURRENT_ITEMS = 1  # the items of one answer are stored in its order

LOG_LEVEL = "INFO"  # DEBUG would print every body
REQUEST_FINGERPRINTER_CLASS = "scrapy.utils.request.RequestFingerprinter"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
