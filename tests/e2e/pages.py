#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the end-to-end tests do with many pages at once, where a shell loop would take minutes.

    pages.py dump SITE SPACE DIRECTORY     bodies as DIRECTORY/<id>.xml, the rest in DIRECTORY/pages.json
    pages.py save SITE SPACE               saves every page as it is
    pages.py edit WORKSPACE DUMP PROGRAM   adds a word to the first text of each page's file
    pages.py compare BEFORE AFTER          after edit: only the edited blocks differ, each has the word
    pages.py same ONE OTHER                both dumps hold the same tree of pages

SITE is http://127.0.0.1:PORT/wiki. PROGRAM is tests/support/edit_first_text. Bodies are compared as
bytes, but for the ids that the server gives to new macros. The exit status is 1 when they differ.
"""
import base64
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse
import urllib.request

WORD = "zyzzyva"  # a weevil: in no page
NO_TEXT = 3  # PROGRAM's exit status
MACRO_ID = re.compile(rb' ac:macro-id="[^"]*"')
PAGE_ID = re.compile(rb"^confluence:\n(?:  .*\n)*?  id: \D?(\d+)", re.MULTILINE)


OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def ask(method, address, content=None):
    token = os.environ["CONFSYNC_TOKEN"]
    credentials = base64.b64encode(f"colleague@example.com:{token}".encode()).decode()
    headers = {"Authorization": "Basic " + credentials, "Content-Type": "application/json"}
    data = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(address, data=data, headers=headers, method=method)
    with OPENER.open(request) as answer:
        return json.load(answer)


def remote_pages(site, space):
    key = urllib.parse.quote(space)
    space_id = ask("GET", f"{site}/api/v2/spaces?keys={key}")["results"][0]["id"]
    target = f"/api/v2/spaces/{space_id}/pages?limit=50&body-format=storage"
    while target:
        answer = ask("GET", site + target)
        yield from answer["results"]
        target = answer.get("_links", {}).get("next")
        if target:
            target = "/" + target.split("/wiki/", 1)[1]


def dump(site, space, directory):
    directory = pathlib.Path(directory)
    directory.mkdir(parents=True)
    pages = []
    for page in remote_pages(site, space):
        body = page["body"]["storage"]["value"].encode()
        (directory / (page["id"] + ".xml")).write_bytes(body)
        pages.append(
            {"id": page["id"], "title": page["title"], "parent": page["parentId"],
             "version": page["version"]["number"]}
        )
    (directory / "pages.json").write_text(json.dumps(pages, indent=1))
    print(f"{len(pages)} pages")


def save(site, space):
    """As when somebody opens and saves the page over REST: the server writes some tags its own way."""
    for page in list(remote_pages(site, space)):
        body = {"representation": "storage", "value": page["body"]["storage"]["value"]}
        version = {"number": page["version"]["number"] + 1}
        content = {"id": page["id"], "status": "current", "title": page["title"]}
        ask("PUT", f"{site}/api/v2/pages/{page['id']}", {**content, "body": body, "version": version})


def load(directory):
    directory = pathlib.Path(directory)
    pages = json.loads((directory / "pages.json").read_text())
    return {page["id"]: {**page, "body": (directory / (page["id"] + ".xml")).read_bytes()} for page in pages}


def front_matter_of(text):
    """The front matter with its lines and the blank line behind it."""
    end = text.index(b"\n---\n", 3) + len(b"\n---\n")
    return text[: end + text.startswith(b"\n", end)]


def edit_page(path, xml, program):
    """Edits one file. The bytes of the block it touched as (start, end), or None: no text."""
    attachments = "_attachments/" if path.name == "index.md" else path.stem + "/_attachments/"
    answer = subprocess.run([program, xml, attachments, WORD], stdout=subprocess.PIPE, check=False)
    if answer.returncode == NO_TEXT:
        return None
    answer.check_returncode()
    span, edited = answer.stdout.split(b"\n", 1)
    path.write_bytes(front_matter_of(path.read_bytes()) + edited)
    return [int(number) for number in span.split()]


def edit(workspace, before, program):
    spans = {}
    without_text = 0
    for path in sorted(pathlib.Path(workspace).rglob("*.md")):
        if ".confsync" in path.parts:
            continue
        page_id = PAGE_ID.search(path.read_bytes())[1].decode()
        span = edit_page(path, pathlib.Path(before) / (page_id + ".xml"), program)
        without_text += span is None
        if span is not None:
            spans[page_id] = span
    (pathlib.Path(before) / "edited.json").write_text(json.dumps(spans))
    print(f"{len(spans)} pages edited, {without_text} without text")


def fault(before, after, span):
    """What is wrong with an edited page's body, or None."""
    if span is None:
        return None if before == after else "changed, but was not edited"
    start, end = span
    tail = len(before) - end
    if after[:start] != before[:start] or after[len(after) - tail :] != before[end:]:
        return "changed outside the block"
    block = after[start : len(after) - tail]
    return None if block.count(WORD.encode()) == 1 else "the word is not there once"


def compare(before, after):
    spans = json.loads((pathlib.Path(before) / "edited.json").read_text())
    one, other = load(before), load(after)
    problems = [f"page {page_id}: gone or new" for page_id in one.keys() ^ other.keys()]
    for page_id in one.keys() & other.keys():
        problem = fault(one[page_id]["body"], other[page_id]["body"], spans.get(page_id))
        if problem:
            problems.append(f"page {page_id} ({one[page_id]['title']}): {problem}")
    print("\n".join(problems[:40]) or f"{len(spans)} pages differ in the edited block only")
    return len(problems)


def tree(pages):
    """What must be equal in two runs that gave new pages different ids."""
    titles = {page["id"]: page["title"] for page in pages.values()}
    return sorted(
        (page["title"], titles.get(page["parent"]), page["version"], MACRO_ID.sub(b"", page["body"]))
        for page in pages.values()
    )


def same(one, other):
    left, right = tree(load(one)), tree(load(other))
    for row in [row for row in left if row not in right][:10]:
        print(f"only in {one}: {row[:3]} {len(row[3])} bytes")
    for row in [row for row in right if row not in left][:10]:
        print(f"only in {other}: {row[:3]} {len(row[3])} bytes")
    return left != right


COMMANDS = {"dump": dump, "save": save, "edit": edit, "compare": compare, "same": same}
sys.exit(bool(COMMANDS[sys.argv[1]](*sys.argv[2:])))
