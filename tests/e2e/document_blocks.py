#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The command blocks of documents as one shell script: document_blocks.py PORT FILE...

CONTRIBUTING.md ("Documents") says how blocks are marked. The script calls serve, with_sandbox and
in_workspace of documents.sh; the ports that documents show, 8090 and 8095, become PORT. The exit
status is 1, and the faults are named, when a block is not marked as it should be.
"""
import pathlib
import re
import sys

MARKER = re.compile(r"(runnable|runnable: (?:server|with a sandbox|in a workspace)|not runnable: .+)")
COMMENTS = {".md": re.compile(r"<!-- (.*) -->$"), ".scd": re.compile(r"; (.*)$")}
FENCE = re.compile(r"(`{3,}|~{3,})\s*(\S*)")
INDENTED = re.compile(r"(?: {4}|\t)\s*\S")
LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d+\.)\s")
PREPARATIONS = {"runnable: with a sandbox": "with_sandbox", "runnable: in a workspace": "in_workspace"}
SHOWN_PORT = re.compile(r"\b809[05]\b")

port = sys.argv[1]
faults = []
script = []


def fault(path, number, text):
    faults.append(f"{path}:{number}: {text}")


def marker_of(path, line):
    comment = COMMENTS[path.suffix].match(line)
    return comment[1] if comment and MARKER.fullmatch(comment[1]) else None


def is_manual(path):
    return path.suffix == ".scd"


def check_block(path, number, language, marker):
    """Whether the block holds commands that are run."""
    if not is_manual(path) and language in {"bash", "console", "shell", "shell-session"}:
        fault(path, number, "a block of commands is called sh")
    elif not is_manual(path) and not language:
        fault(path, number, "a block that does not name its language (text, if it has none)")
    elif not is_manual(path) and language != "sh":
        if marker:
            fault(path, number, f"a marker over a block of {language}")
    elif not marker:
        fault(path, number, "a block of commands that says neither 'runnable' nor 'not runnable: why'")
    else:
        return marker.startswith("runnable")
    return False


def add_block(path, lines, marker):
    text = SHOWN_PORT.sub(port, "\n".join(lines))
    if is_manual(path):
        text = text.replace("\\\\", "\\")
    if marker in PREPARATIONS:
        script.append(PREPARATIONS[marker])
    script.append(f"serve {text}" if marker == "runnable: server" else text)


def read_blocks(path):
    lines = path.read_text(encoding="utf-8").split("\n")
    position = 0
    in_list = False
    while position < len(lines):
        line = lines[position]
        opening = FENCE.match(line)
        if opening:
            start = position + 1
            end = next((i for i in range(start, len(lines)) if lines[i].startswith(opening[1])), len(lines))
            marker = marker_of(path, lines[position - 1]) if position else None
            if check_block(path, start, opening[2], marker):
                add_block(path, lines[start:end], marker)
            position = end
        elif line and not line[0].isspace():
            in_list = bool(LIST_ITEM.match(line))
            if marker_of(path, line) and not FENCE.match((lines + [""])[position + 1]):
                fault(path, position + 1, "a marker without a block")
        elif not is_manual(path) and not in_list and INDENTED.match(line) and not lines[position - 1].strip():
            fault(path, position + 1, "an indented block: fence it, so that it can name its language")
        position += 1


for name in sys.argv[2:]:
    read_blocks(pathlib.Path(name))
print("\n".join(script))
print("\n".join(faults), end="\n" if faults else "", file=sys.stderr)
sys.exit(bool(faults))
