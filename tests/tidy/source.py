"""Reading the project's files for the tidy test, and seeing C++ without its text."""

import os
import re
import subprocess

SKIPPED_FOLDERS = {".git", "build", "artifacts", "__pycache__", ".cache"}
CODE_SUFFIXES = (".cpp", ".hpp", ".h", ".c")


def project_files(root):
    """Paths of the project's files, relative to root: git's list, or a walk where git has none."""
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        capture_output=True, check=False) if os.path.exists(os.path.join(root, ".git")) else None
    if listed is not None and listed.returncode == 0:
        names = [name for name in listed.stdout.decode().split("\0") if name]
        return sorted(name for name in names if os.path.isfile(os.path.join(root, name)))
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in SKIPPED_FOLDERS]
        found += [os.path.relpath(os.path.join(folder, name), root) for name in files]
    return sorted(found)


def load_tree(root):
    """{path: text} of the project. Files that are not UTF-8 text have the text ''."""
    tree = {}
    for path in project_files(root):
        with open(os.path.join(root, path), "rb") as file:
            data = file.read()
        try:
            tree[path] = "" if b"\0" in data else data.decode()
        except UnicodeDecodeError:
            tree[path] = ""
    return tree


def is_code(path):
    return path.endswith(CODE_SUFFIXES)


TOKEN = re.compile(
    r'(?P<comment>//[^\n]*|/\*.*?\*/)'
    r'|(?P<raw>\bR"(?P<tag>[^()\s\\]{0,16})\(.*?\)(?P=tag)")'
    r'|(?P<string>"(?:\\.|[^"\\\n])*")'
    r"|(?P<number>\b\d[\w.']*)"
    r"|(?P<char>'(?:\\.|[^'\\\n])+')",
    re.DOTALL)


def without_text(code):
    """The code with comments, strings and characters blanked; every line keeps its number."""

    def blank(match):
        if match.lastgroup == "number":
            return match.group()
        kept = re.sub(r"[^\n]", " ", match.group())
        return kept if match.group("comment") else '""' + kept[2:]

    return TOKEN.sub(blank, code)


def includes(code):
    """[(line number, included name)] of a source file, in quotes or angle brackets."""
    found = []
    for number, line in enumerate(code.split("\n"), 1):
        match = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
        if match:
            found.append((number, match.group(1)))
    return found


def functions(code):
    """[(first line, length in lines, head)] of the functions defined in a source file."""
    text = re.sub(r"(?m)^[ \t]*#[^\n]*(\\\n[^\n]*)*", lambda m: re.sub(r"[^\n]", " ", m.group()),
                  without_text(code))
    found, scopes, head_start = [], [], 0
    for match in re.finditer(r"[{};]", text):
        at = match.start()
        if match.group() == "{":
            kind = scope_kind(text[head_start:at], scopes)
            scopes.append((kind, head_start, at))
            if kind != "braces":
                head_start = at + 1
        elif match.group() == "}" and scopes:
            kind, start, _ = scopes.pop()
            if kind == "function":
                start += len(text[start:]) - len(text[start:].lstrip())
                first = text.count("\n", 0, start) + 1
                last = text.count("\n", 0, at) + 1
                found.append((first, last - first + 1, text[start:at].split("\n")[0].strip()))
            if kind != "braces":
                head_start = at + 1
        elif match.group() == ";":
            head_start = at + 1
    return found


def scope_kind(head, scopes):
    """What a brace after this head opens: namespace, type, function, block or mere braces."""
    if scopes and scopes[-1][0] in ("function", "block"):
        return "block"
    head = re.sub(r"\b(public|private|protected)\s*:", " ", head).strip()
    if scopes and scopes[-1][0] == "braces":
        return "braces"
    if re.search(r"\bnamespace\b[^()]*$", head) or re.match(r'extern\s*""\s*$', head):
        return "namespace"
    if re.search(r"\b(class|struct|union|enum)\b[^()=]*$", head):
        return "type"
    in_initialisers = re.search(r"\)\s*(noexcept\s*)?:[^:]", head)
    if in_initialisers and re.search(r"[\w>]$", head):
        return "braces"
    if "(" in head and re.search(
            r"(\)|\}|\bconst|\bnoexcept|\boverride|\bfinal|&|\btry|->\s*[\w:<>,&* ]+)$", head):
        return "function"
    return "braces"
