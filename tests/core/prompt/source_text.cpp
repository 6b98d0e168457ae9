// Code as it is written, in four languages, and small changes of it.
#include <algorithm>

#include "core/prompt/corrupt.hpp"

namespace corrupt {
namespace {

using Lines = std::vector<std::string>;

const std::vector<std::string> verbs{"load",   "find",  "save",  "parse",  "render",
                                     "update", "merge", "count", "format", "send"};
const std::vector<std::string> nouns{"user",  "order", "invoice", "page",    "item",    "event",
                                     "token", "cache", "report",  "message", "profile", "basket"};
const std::vector<std::string> fields{"name",  "price",   "length", "items",
                                      "total", "created", "status", "owner"};

struct Language {
  std::string extension;
  std::string unit;  ///< of indentation
  bool braces = true;
  std::string sigil;
};
const std::vector<Language> languages{{"js", "  ", true, ""},
                                      {"py", "    ", false, ""},
                                      {"php", "    ", true, "$"},
                                      {"go", "\t", true, ""}};

class Author {
 public:
  Author(Random& random, const Language& language) : random_(random), language_(language) {}

  Lines file() {
    Lines lines;
    lines.push_back(language_.extension == "php" ? "<?php" : import_line());
    lines.push_back(import_line());
    lines.emplace_back();
    const std::size_t functions = 4 + random_.below(14);
    for (std::size_t i = 0; i < functions; ++i)
      function(lines);
    return lines;
  }

  // Another line in the place of one, lines in front of it, or nothing.
  Lines instead(const std::string& line) {
    const std::string indent = line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
    const std::string name = language_.sigil + noun();
    switch (random_.below(5)) {
      case 0:
        return {};
      case 1:
        return guard(indent, name, line);
      case 2:
        return {line, indent + call(name)};
      case 3:
        return {indent + call(name), line};
      default:
        return {indent + call(name)};
    }
  }

 private:
  std::string noun() { return random_.pick(nouns); }
  std::string ended(const std::string& text) {
    return text + (language_.extension == "js" || language_.extension == "php" ? ";" : "");
  }

  std::string import_line() {
    const std::string name = noun();
    if (language_.extension == "py") return "from ." + name + " import " + random_.pick(verbs);
    if (language_.extension == "js") return "import { " + name + " } from './" + name + "';";
    return ended("use(\"" + name + "\")");
  }

  std::string call(const std::string& name) {
    const std::string field = random_.pick(fields);
    switch (random_.below(4)) {
      case 0:
        return ended(name + " = " + random_.pick(verbs) + "_" + noun() + "(" + name + ", \"" +
                     field + "\")");
      case 1:
        return ended(random_.pick(verbs) + "(" + name + ", '" + field + "', " +
                     std::to_string(random_.below(90)) + ")");
      case 2:
        return ended(name + "_" + field + " = " + name + "[\"" + field + "\"] + 1");
      default:
        return ended("log(\"" + field + " of " + name + "\", " + name + ")");
    }
  }

  Lines guard(const std::string& indent, const std::string& name, const std::string& line) {
    if (!language_.braces) {
      return {indent + "if " + name + " is None:", indent + language_.unit + "return None", line};
    }
    return {indent + "if (!" + name + ") {", indent + language_.unit + ended("return null"),
            indent + "}", line};
  }

  void function(Lines& lines) {
    const std::string name = random_.pick(verbs) + "_" + noun() + std::to_string(random_.below(50));
    const std::string arguments = language_.sigil + noun() + ", " + language_.sigil + "options";
    lines.push_back(language_.braces ? "function " + name + "(" + arguments + ") {"
                                     : "def " + name + "(" + arguments + "):");
    block(lines, language_.unit, 2 + random_.below(7), 0);
    lines.push_back(language_.unit + ended("return " + language_.sigil + noun()));
    if (language_.braces) lines.emplace_back("}");
    lines.emplace_back();
  }

  void block(Lines& lines, const std::string& indent, std::size_t count, int depth) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::string name = language_.sigil + noun();
      if (depth < 2 && random_.one_in(4)) {
        const std::string condition =
            name + "." + random_.pick(fields) + " > " + std::to_string(random_.below(9));
        lines.push_back(indent +
                        (language_.braces ? "if (" + condition + ") {" : "if " + condition + ":"));
        block(lines, indent + language_.unit, 1 + random_.below(3), depth + 1);
        if (language_.braces) lines.push_back(indent + "}");
      } else {
        lines.push_back(indent + call(name));
      }
    }
  }

  Random& random_;
  const Language& language_;
};

std::string text_of(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines)
    text += line + "\n";
  return text;
}

}  // namespace

Change make_change(Random& random) {
  const Language& language = random.pick(languages);
  Author author(random, language);
  const Lines before = author.file();
  Change change{"src/" + random.pick(nouns) + "/" + random.pick(verbs) + "." + language.extension,
                text_of(before), ""};
  while (change.after.empty() || change.after == change.before) {
    Lines after = before;
    const std::size_t places = 1 + random.below(3);
    for (std::size_t i = 0; i < places; ++i) {
      const std::size_t at = 3 + random.below(after.size() - 3);
      const std::string line = after[at];
      if (line.find('(') == std::string::npos || line.find("function") == 0) continue;
      const Lines now = author.instead(line);
      const auto place = after.erase(after.begin() + static_cast<std::ptrdiff_t>(at));
      after.insert(place, now.begin(), now.end());
    }
    change.after = text_of(after);
  }
  return change;
}

}  // namespace corrupt
