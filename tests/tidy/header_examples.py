#!/usr/bin/env python3
"""Compiles the examples that stand in the comments of the public headers and in README.md.

usage: header_examples.py ROOT OUTPUT.cpp [COMPILER FLAG…]

An example is what stands between ```cpp and ```, in headers in // comments. Its #include lines come first
in the file made of all examples; the rest becomes the body of a function, or, if it defines a
function or a type itself, the content of a namespace. Only compiled, never run.
"""

import os
import re
import subprocess
import sys

import source

DEFINES = re.compile(
    r"(?m)^(struct|class|enum|namespace|template|using|extern)\b"
    r"|^(?!if\b|for\b|while\b|switch\b|else\b|do\b)[\w:][^;=\n]*\)[^;=\n]*\{")


def examples(text, is_markdown=False):
    """[(line number, code)] of the examples in a header, or in a Markdown file."""
    found, lines = [], []
    for number, line in enumerate(text.split("\n"), 1):
        match = re.match(r"()(.*)$" if is_markdown else r"\s*//(/?!?) ?(.*)$", line)
        comment = match.group(2) if match else None
        if comment is not None and comment.strip() == "```cpp" and not lines:
            lines = [number + 1]
        elif lines and (comment is None or comment.strip() == "```"):
            found.append((lines[0], "\n".join(lines[1:]) + "\n"))
            lines = []
        elif lines:
            lines.append(comment)
    return found


def one_source(headers):
    """The C++ file that holds all examples of {path: text}."""
    top, bodies = [], []
    for path in sorted(headers):
        for first, code in examples(headers[path], path.endswith(".md")):
            kept = []
            for line in code.split("\n"):
                is_include = re.match(r"\s*#\s*include\b", line)
                if is_include:
                    top.append(line.strip())
                kept.append("" if is_include else line)
            name = f"example_{len(bodies)}"
            body = "\n".join(kept)
            inside = f"namespace {name} {{" if DEFINES.search(body) else f"void {name}() {{"
            bodies.append(f'{inside}\n#line {first} "{path}"\n{body}\n}}\n')
    return "\n".join(dict.fromkeys(top)) + "\n" + "\n".join(bodies), len(bodies)


def main(root, output, *command):
    tree = source.load_tree(root)
    headers = {path: text for path, text in tree.items()
               if path.startswith("include/") or path == "README.md"}
    text, count = one_source(headers)
    with open(output, "w", encoding="utf-8") as file:
        file.write(text)
    if not count:
        print("no examples found in include/")
        return 1
    done = subprocess.run([*command, "-fsyntax-only", output], check=False, cwd=root)
    print(f"{count} examples from {len(headers)} files: {os.path.relpath(output, root)}")
    return 1 if done.returncode else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
