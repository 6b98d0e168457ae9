"""The checks of the tidy test. Each takes {path: text} and gives findings, one line each."""

import posixpath
import re

import source

FILE_LINES_MAX = 500
LINE_COLUMNS_MAX = 100
FUNCTION_LINES_MAX = 70

TOP_LEVEL = {
    ".ci", ".clang-format", ".clang-tidy", ".gitattributes", ".github", ".gitignore",
    "CHANGELOG.md", "CMakeLists.txt", "CMakePresets.json", "CONTRIBUTING.md", "LICENSE",
    "README.md", "SECURITY.md", "bindings", "capi", "cmake", "docs", "examples", "include", "lib",
    "tests"}

STANDARD_HEADER = re.compile(r"[a-z_0-9]+$")

# (what, where it is banned, where it is allowed all the same, why)
LIBRARY = r"(lib|capi)/"
CORE = r"(lib/core|include/homeostat/[^/]+\.hpp)"
BANNED = [
    (r"\bstd::(cout|cerr|clog|cin)\b", LIBRARY, None, "the library never prints"),
    (r"(?<![\w:])(std::)?(printf|puts|putchar)\s*\(", LIBRARY, None, "the library never prints"),
    (r"\b(secure_)?getenv\b", LIBRARY, r"lib/runtime/", "the environment is read by runtime"),
    (r"\b(s?rand|rand_r|drand48)\s*\(", LIBRARY, None, "random bytes come from Entropy"),
    (r"(?<![.>])\bsleep_(for|until)\b", LIBRARY, r"lib/(runtime|testing)/",
     "only the Clock port sleeps"),
    (r"(?<![\w:])(sleep|usleep|nanosleep)\s*\(", LIBRARY, None, "only the Clock port sleeps"),
    (r"(?<![\w.>])(std::)?system\s*\(", LIBRARY, None, "no shell"),
    (r"\bpopen\s*\(", LIBRARY, None, "no shell"),
    (r"\bstd::w?(s|c)?regex\b|<regex>", LIBRARY, None, "slow and recursive on outside text"),
    (r"(?<![\w.>])(std::)?(abort|exit|quick_exit)\s*\(", LIBRARY, None, "the library never ends"),
    (r"(?<![\w.>])(strcpy|strcat|sprintf|gets)\s*\(", LIBRARY, None, "unbounded"),
    (r"\busing namespace\b", r"(lib|capi|include)/", None, "names stay where they belong"),
    (r"\bstd::(j?thread|async|mutex|condition_variable|atomic)\b", CORE, None,
     "the core has no threads"),
    (r"\bstd::([io]?fstream|filesystem|random_device)\b", CORE, None, "the core has no I/O"),
    (r"_clock::now\b", CORE, None, "the core reads time through the Clock port"),
]


def check_sizes(tree):
    for path, text in tree.items():
        if not source.is_code(path):
            continue
        lines = text.split("\n")
        count = len(lines) - (lines[-1] == "")
        if count > FILE_LINES_MAX:
            yield f"{path}: {count} lines, limit is {FILE_LINES_MAX}"
        for number, line in enumerate(lines, 1):
            if len(line) > LINE_COLUMNS_MAX:
                yield f"{path}:{number}: {len(line)} columns, limit is {LINE_COLUMNS_MAX}"
        if re.match(r"(lib|capi|include|examples)/", path):
            for first, length, head in source.functions(text):
                if length > FUNCTION_LINES_MAX:
                    yield (f"{path}:{first}: function of {length} lines, "
                           f"limit is {FUNCTION_LINES_MAX}: {head}")


def check_banned(tree):
    for path, text in tree.items():
        if not source.is_code(path):
            continue
        code = source.without_text(text).split("\n")
        for pattern, where, allowed, why in BANNED:
            if not re.match(where, path) or (allowed and re.match(allowed, path)):
                continue
            for number, line in enumerate(code, 1):
                match = re.search(pattern, line)
                if match:
                    yield f"{path}:{number}: {match.group().strip()} is banned here: {why}"


def check_unfinished(tree):
    words = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME"]) + r")\b")
    for path, text in tree.items():
        if path.startswith("tests/data/"):
            continue
        for number, line in enumerate(text.split("\n"), 1):
            if words.search(line):
                yield f"{path}:{number}: unfinished work is said in an issue, not in the code"


def check_top_level(tree):
    for name in sorted({path.split("/")[0] for path in tree}):
        if name not in TOP_LEVEL:
            yield f"{name}: not a known top-level entry; see tests/tidy/checks.py"


def check_headers(tree):
    for path, text in tree.items():
        if path.endswith(".hpp") and "#pragma once" not in text:
            yield f"{path}: no #pragma once"
        if path.endswith(".h") and not re.search(r"#ifndef (\w+)\s*\n#define \1\b", text):
            yield f"{path}: no include guard"
        if not path.startswith("include/"):
            continue
        if path.endswith(".hpp") and not re.match(r"(#pragma once\s+)?//", text):
            yield f"{path}:1: a public header opens with what it is for"
        for number, name in source.includes(text):
            if path.endswith(".hpp") and not (
                    name.startswith("homeostat/") or STANDARD_HEADER.match(name)):
                yield f"{path}:{number}: <{name}> in a public header: only std and homeostat"


def check_listed(tree):
    """A source, test or public header that no CMakeLists.txt names is never compiled."""
    lists = {path: text for path, text in tree.items() if path.endswith("CMakeLists.txt")}
    for path in tree:
        if path.startswith("include/homeostat/"):
            name = path[len("include/homeostat/"):]
            if not path.endswith(".hpp"):
                continue
            if not any(re.search(r"(^|[\s/])" + re.escape(name) + r"(?=[\s)])", text, re.M)
                       for where, text in lists.items() if re.match(r"(include|lib)/", where)):
                yield f"{path}: not in include/homeostat/CMakeLists.txt or its adapter's"
        elif path.endswith((".cpp", ".c")) and re.match(r"(lib|capi|tests|examples)/", path):
            if path.startswith("tests/data/") or path.startswith("tests/consumer/"):
                continue
            if not is_listed(path, lists):
                yield f"{path}: no CMakeLists.txt of its folder or above lists it"


def is_listed(path, lists):
    folder, name = posixpath.split(path)
    while folder:
        text = lists.get(posixpath.join(folder, "CMakeLists.txt"), "")
        if re.search(r"(^|[\s/\"])" + re.escape(name) + r"(?=[\s)\"])", text, re.M):
            return True
        folder, above = posixpath.split(folder)
        name = posixpath.join(above, name)
    return False


def check_tested(tree):
    """Every source file of the library has a test file under the same path."""
    exceptions = tree.get("tests/tidy/untested.txt", "")
    excused = set()
    for number, line in enumerate(exceptions.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        path, _, reason = line.partition(" ")
        excused.add(path)
        if not reason.strip():
            yield f"tests/tidy/untested.txt:{number}: {path} has no reason"
        if path not in tree:
            yield f"tests/tidy/untested.txt:{number}: {path} does not exist"
    for path in tree:
        if not re.match(r"(lib|capi)/.*\.cpp$", path) or path in excused:
            continue
        test = "tests/" + (path[len("lib/"):] if path.startswith("lib/") else path)
        if test in tree and path in excused:
            yield f"{path}: has a test and an excuse in tests/tidy/untested.txt"
        if test not in tree and test[:-len("pp")] not in tree:
            yield f"{path}: no test file {test}, and no reason in tests/tidy/untested.txt"
