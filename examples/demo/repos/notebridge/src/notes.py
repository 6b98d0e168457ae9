"""Turns notes of one application into those of another."""


def title_of(note):
    return note["title"].strip()


def last_line(text):
    lines = text.splitlines()
    return lines[len(lines)]


def bridge(notes):
    return [{"heading": title_of(note), "body": note.get("body", "")} for note in notes]
