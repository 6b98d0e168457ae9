"""Renders the Markdown files of a folder with cmark-gfm, reads the pages back from a browser, and
counts what is live in them.

usage: render.py FOLDER      FOLDER holds texts.md, ordinary.md and report-*.md
"""

import collections
import html.parser
import pathlib
import re
import subprocess
import sys
import tempfile

EXTENSIONS = ["table", "strikethrough", "autolink", "tasklist", "footnotes"]
# What GitHub does to text outside of code after parsing it.
AFTERWARDS = re.compile(
    r"(?<![\w/@])@[a-z\d]|(?:^|\W)(?:[\w.-]+/[\w.-]+)?#\d|\bGH-\d|\b[0-9a-f]{7,64}\b|:\+?\w+:",
    re.IGNORECASE)
PLAIN = {"html", "head", "body", "meta", "title", "style", "article", "p", "br"}
PAGE = """<!doctype html><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{{font:14px sans-serif;max-width:900px;margin:20px}} code,pre{{background:#f2f2f2}}
a,img,input{{outline:3px solid red}} td,th{{border:1px solid #ccc}}</style>
<article>{body}</article>
"""


class Counter(html.parser.HTMLParser):
    """Tags, and what would become a mention or a reference in text outside of code and links."""

    def __init__(self):
        super().__init__()
        self.live = collections.Counter()
        self.inert = 0

    def handle_starttag(self, tag, attrs):
        if tag in ("code", "pre", "style", "title"):
            self.inert += 1
        if tag not in PLAIN:
            self.live[tag] += 1
        for name, _ in attrs:
            if name.startswith("on"):
                self.live["handler"] += 1

    def handle_endtag(self, tag):
        if tag in ("code", "pre", "style", "title"):
            self.inert -= 1

    def handle_data(self, data):
        if not self.inert:
            self.live["reference"] += len(AFTERWARDS.findall(data))


def counts_of(page):
    counter = Counter()
    counter.feed(page)
    return +counter.live


def render(markdown):
    command = ["cmark-gfm", "--unsafe"]
    for extension in EXTENSIONS:
        command += ["-e", extension]
    return subprocess.run(command, input=markdown, capture_output=True, check=True).stdout.decode()


def browser(*arguments):
    with tempfile.TemporaryDirectory() as profile:
        return subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--no-first-run", "--disable-background-networking", f"--user-data-dir={profile}",
             *arguments],
            capture_output=True, timeout=120, check=True).stdout.decode()


def write_page(folder, name, body):
    path = folder / f"{name}.html"
    path.write_text(PAGE.format(title=name, body=body))
    return path.resolve()


def main(folder):
    folder = pathlib.Path(folder)
    ordinary = counts_of(render((folder / "ordinary.md").read_bytes()))
    bad = 0
    bodies = []
    reports = sorted(folder.glob("report-*.md"))
    for path in reports:
        body = render(path.read_bytes())
        bodies.append(f"<h6>{path.stem}</h6>{body}")
        # Lists may be longer and shorter, paths and names are code.
        foreign = {tag: number - ordinary[tag] for tag, number in counts_of(body).items()
                   if number > ordinary[tag] and tag not in ("li", "code")}
        if foreign:
            bad += 1
            print(f"{path.stem}: live: {foreign}")
    # All reports on one page, as the browser has them: it repairs HTML in its own way.
    page = write_page(folder, "reports", "".join(bodies))
    dom = counts_of(browser("--dump-dom", f"file://{page}"))
    for tag, number in dom.items():
        least = ordinary[tag] * len(reports) + (len(reports) if tag == "h6" else 0)
        if number > least and tag not in ("li", "code", "tbody"):
            bad += 1
            print(f"reports.html in the browser: {number} {tag}, expected at most {least}")
    body = render((folder / "texts.md").read_bytes())
    page = write_page(folder, "texts", body)
    texts = (folder / "texts.md").read_text().count("\n- ")
    expected = {"h2": 1, "ul": 1, "li": texts, "table": 1, "thead": 1, "tbody": 1, "tr": texts + 1,
                "th": 2, "td": 2 * texts}
    for where, found in (("cmark-gfm", counts_of(body)),
                         ("the browser", counts_of(browser("--dump-dom", f"file://{page}")))):
        if found != expected:
            bad += 1
            print(f"texts.html in {where}: {dict(found)}, expected {expected}")
    for name, height in (("texts", 9000), ("reports", 6000)):
        browser("--hide-scrollbars", f"--window-size=960,{height}",
                f"--screenshot={folder.resolve() / (name + '.png')}",
                f"file://{(folder / (name + '.html')).resolve()}")
    print(f"{texts} texts and {len(reports)} reports rendered, {bad} with live foreign elements; "
          f"pictures in {folder}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
