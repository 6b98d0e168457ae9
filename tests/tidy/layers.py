"""The check that includes point down only, as lib/levels.txt says."""

import re

import source

LEVELS = "lib/levels.txt"


class Levels:
    """lib/levels.txt, read. `errors` says what is wrong with the file itself."""

    def __init__(self, text):
        self.level, self.allowed, self.parts, self.owner = {}, {}, {}, {}
        self.inside = set()
        self.errors = []
        height = 0
        for number, line in enumerate(text.split("\n"), 1):
            words = line.split("#")[0].split()
            if not words:
                continue
            kind, names = words[0], words[1:]
            if kind == "level" and names:
                for name in names:
                    self.level[name] = height
                height += 1
            elif kind == "allow" and len(names) == 2:
                self.allowed.setdefault(names[0], set()).add(names[1])
            elif kind == "part" and names:
                self.parts[names[0]] = set(names[1:])
            elif kind == "inside" and names:
                self.inside.update(names)
            elif kind == "headers" and len(names) > 1:
                self.owner.update({name: names[0] for name in names[1:]})
            else:
                self.errors.append(f"{LEVELS}:{number}: cannot read: {line.strip()}")
        self.errors += [f"{LEVELS}: the allow lines make a circle through {name}"
                        for name in sorted(self.allowed) if self.reaches(name, name, set())]

    def reaches(self, start, goal, seen):
        for name in self.allowed.get(start, ()):
            if name == goal:
                return True
            if name not in seen and self.reaches(name, goal, seen | {name}):
                return True
        return False

    def folder_of(self, path):
        """(part, folder) that a file of the project belongs to, or None: it has no layer."""
        match = re.match(r"lib/core/([^/]+)/", path)
        if match:
            return ("core", match.group(1))
        match = re.match(r"lib/([^/]+)/", path)
        if match:
            return (match.group(1), None)
        if path.startswith("capi/"):
            return ("capi", None)
        match = re.match(r"include/homeostat/([^/]+)/", path)
        if match and match.group(1) != "ports" and match.group(1) not in self.level:
            return (match.group(1), None)
        if match:
            return ("core", match.group(1))
        match = re.match(r"include/homeostat/([^/]+)\.hpp$", path)
        if match:
            name = match.group(1)
            default = name if name in self.level else "domain"
            return ("core", self.owner.get(name, default))
        return None

    def may_test_inside(self, path, there):
        """May the test `path` include a private header of `there`?"""
        return (there[1] or there[0]) in self.inside and path.startswith(
            f"tests/{name_of(there)}/")

    def may_include(self, here, there, private):
        """May a file of `here` include one of `there`? Both are (part, folder)."""
        if there == ("core", "base"):
            return True
        if here[0] != "core":
            if here[0] == there[0]:
                return True
            return there[0] in self.parts.get(here[0], ()) and not (private and there[0] == "core")
        if there[0] != "core":
            return False
        mine, theirs = here[1], there[1]
        if mine not in self.level or theirs not in self.level:
            return False
        return (mine == theirs or self.level[theirs] < self.level[mine]
                or theirs in self.allowed.get(mine, ()))


def name_of(place):
    return "/".join(filter(None, place))


def resolve(path, name, tree):
    """The project file that an include names, or None when it is none of ours."""
    folder = path.rsplit("/", 1)[0]
    for candidate in (f"{folder}/{name}", f"include/{name}", f"lib/{name}", name):
        if candidate in tree:
            return candidate
    if name.startswith("homeostat/"):
        return f"include/{name}"
    return None


def check_layers(tree):
    levels = Levels(tree.get(LEVELS, ""))
    yield from levels.errors
    for path, text in tree.items():
        here = levels.folder_of(path)
        if not source.is_code(path):
            continue
        for number, name in source.includes(text):
            target = resolve(path, name, tree)
            there = levels.folder_of(target) if target else None
            if there is None:
                continue
            private = not target.startswith("include/")
            where = f"{path}:{number}: includes {name}"
            if here is not None and not levels.may_include(here, there, private):
                yield f"{where}: {name_of(here)} may not include {name_of(there)} ({LEVELS})"
            elif here is None and private and there != ("core", "base") and (
                    not levels.may_test_inside(path, there)) and (
                    path.startswith("examples/") or there[0] != "capi"):
                yield f"{where}: tests and examples speak through public headers"
