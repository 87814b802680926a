#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Converts the examples of a CommonMark specification, alone and in a quote and in a list item:

    spec_examples.py CONFSYNC SPEC

The storage of each must be well-formed, and its text that of the tree which cmark-gfm reads. Where
an example has HTML, tags are left out on both sides: some mean something in Confluence, the others
are text there.
"""
import gzip
import html
import re
import subprocess
import sys
import xml.etree.ElementTree as tree

EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$", re.M | re.S)
TAG = re.compile(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<[/!]?[A-Za-z][^<>]*>", re.S)
NAMES = re.compile(r"\b(ac|ri):")
ENTITY = re.compile(r"<!\[CDATA\[.*?\]\]>|&(?!amp;|lt;|gt;|quot;|apos;|#)[A-Za-z0-9]+;", re.S)
# Tables whose tags are among Markdown, and do not fit, are refused with their line: docs/markdown.md.
DIVIDED_TABLE = ": </tr> ends a row without cells: remove the row\n"
BOX = re.compile(r"\[[ x]\] ")
UNSEEN = {"ac-task-id", "ac-task-uuid", "ac-task-status", "ac-parameter", "ac-image"}
LINE = {"a", "ac-link", "ac-link-body", "strong", "em", "code", "del", "u", "s", "b", "i", "sub", "sup", "small",
        "ins", "mark", "span", "big"}
EXTENSIONS = [word for name in ("table", "strikethrough", "autolink") for word in ("-e", name)]


def examples(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        text = file.read().decode()
    return [match.group(1).replace("→", "\t") for match in EXAMPLE.finditer(text)]


def run(words, text):
    done = subprocess.run(words, input=text.encode(), capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def parse(storage):
    """Raises ParseError where it is not well-formed."""
    text = ENTITY.sub(
        lambda it: html.unescape(it[0]) if it[0].startswith("&") else it[0], storage)
    return tree.fromstring("<page>" + NAMES.sub(r"\1-", text) + "</page>")


def storage_text(node):
    if node.tag in UNSEEN:
        return ""
    gap = "" if node.tag in LINE else " "
    inside = (node.text or "") + "".join(storage_text(child) + (child.tail or "") for child in node)
    return gap + inside + gap


def cmark_text(node):
    name = node.tag.split("}")[-1]
    if name in ("text", "code", "html_inline"):
        return node.text or ""
    if name in ("code_block", "html_block", "softbreak", "linebreak"):
        return " " + (node.text or "") + " "
    inside = "" if name == "image" else "".join(cmark_text(child) for child in node)
    is_line = name in ("emph", "strong", "link", "image", "strikethrough")
    return inside if is_line else " " + inside + " "


def normal(text, has_html):
    return " ".join((TAG.sub(" ", text) if has_html else text).split())


def fault(program, example):
    """What is wrong, or None."""
    if example.startswith("---\n"):
        example = "\n" + example  # no front matter
    status, storage, said = run([program, "convert", "--to", "storage"], example)
    if status != 0:
        return None if said.endswith(DIVIDED_TABLE) else f"refused: {said}"
    _, xml, _ = run(["cmark-gfm", "-t", "xml"] + EXTENSIONS, example)
    has_html = "<html_" in xml
    try:
        found = normal(storage_text(parse(storage)), has_html)
    except tree.ParseError as error:
        return f"{error}: {storage}"
    expected = normal(cmark_text(tree.fromstring(xml)), has_html)
    if "<ac:task>" in storage:
        expected = BOX.sub("", expected)
    return None if found == expected else f"text {found!r}\nnot  {expected!r}\nin   {storage}"


def nest(example, first, others):
    lines = example.split("\n")[:-1]
    return "".join((others if at else first) + line + "\n" for at, line in enumerate(lines))


def main():
    program, path = sys.argv[1:]
    plain = examples(path)
    cases = plain + [nest(case, "> ", "> ") for case in plain]
    cases += [nest(case, "- ", "  ") for case in plain]
    failures = 0
    for number, example in enumerate(cases, 1):
        why = fault(program, example)
        if why:
            failures += 1
            print(f"example {number}:\n{example}{why}\n")
    print(f"{len(cases)} examples, {failures} failed")
    return 1 if failures or len(plain) < 600 else 0


sys.exit(main())
