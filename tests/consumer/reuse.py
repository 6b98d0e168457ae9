#!/usr/bin/env python3
"""A compiler launcher that copies an object of the main build instead of making it again.

usage: reuse.py COMPILER ARGUMENT…      with BUILD and PLACE in the environment

Compiling the whole core twice would be most of the time of the tests. The object is taken only
when the main build made it from the same source by the same command, but for its own folder
and for -Werror; in every other case the compiler runs.
"""

import json
import os
import shlex
import shutil
import sys


def normal(command, folder):
    """What a compile command says, apart from where it puts its results: (source, the rest)."""
    kept, source, words = [], None, iter(command)
    for word in words:
        if word in ("-o", "-MF", "-MT"):
            next(words)
        elif word == "-c":
            source = os.path.realpath(next(words))
        elif word not in ("-MD", "-Werror"):
            kept.append(word.replace(folder, "@"))
    return source, kept


def find_object(command, build, place):
    commands = f"{build}/compile_commands.json"
    if not os.path.exists(commands):
        return None
    with open(commands, encoding="utf-8") as file:
        entries = json.load(file)
    wanted = normal(command, f"{place}/homeostat")
    for entry in entries:
        words = shlex.split(entry["command"])
        words = words[1:] if os.path.basename(words[0]) == "ccache" else words
        if normal(words, build) == wanted:
            made = os.path.join(entry["directory"], words[words.index("-o") + 1])
            if os.path.exists(made) and os.path.getmtime(made) >= os.path.getmtime(wanted[0]):
                return made
    return None


def main(command):
    if "-c" in command and "-o" in command:
        made = find_object(command, os.environ["BUILD"], os.environ["PLACE"])
        if made:
            target = command[command.index("-o") + 1]
            shutil.copyfile(made, target)
            with open(command[command.index("-MF") + 1], "w", encoding="utf-8") as file:
                file.write(f"{target}: {command[command.index('-c') + 1]}\n")
            return
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(sys.argv[1:])
