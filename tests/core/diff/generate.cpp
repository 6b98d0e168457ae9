#include "core/diff/generate.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace generate {

using homeostat::FileContent;
using homeostat::FileMode;

namespace {

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return lines;
}

std::string join(const std::vector<std::string>& lines) {
  std::string text;
  for (const auto& line : lines) {
    text += line;
  }
  return text;
}

void toggle_final_newline(std::string& text) {
  if (text.empty()) return;
  if (text.back() == '\n') {
    text.pop_back();
  } else {
    text += '\n';
  }
}

/// The lines of a text with every end in place, so that they can be moved about.
std::vector<std::string> movable_lines(const std::string& text) {
  auto lines = split(text);
  if (!lines.empty() && lines.back().back() != '\n') lines.back() += '\n';
  return lines;
}

std::string with_end(const std::vector<std::string>& lines, bool newline) {
  auto text = join(lines);
  if (!newline && !text.empty()) text.pop_back();
  return text;
}

}  // namespace

std::string line(Random& random) {
  static const std::vector<std::string> nasty{"+++ b/x",
                                              "--- a/x",
                                              "@@ -1,2 +3,4 @@",
                                              "diff --git a/x b/x",
                                              "-- ",
                                              "++x",
                                              "--x",
                                              "\\ No newline at end of file",
                                              "+",
                                              "-",
                                              "new file mode 100644",
                                              "GIT binary patch",
                                              "index 1..2",
                                              "rename from a",
                                              "Binary files a and b differ",
                                              "\r",
                                              "caf\xc3\xa9 \xe2\x80\xae",
                                              "\xff\xfe raw",
                                              "\ttab\tand space ",
                                              " @@"};
  static const std::vector<std::string> code{"",
                                             "",
                                             "{",
                                             "}",
                                             "  }",
                                             "}",
                                             "  return x;",
                                             "  return y;",
                                             "int f() {",
                                             "  if (x) {",
                                             "    y();",
                                             "# comment",
                                             "end",
                                             "\tvalue = 1",
                                             "def g(x):"};
  switch (random.below(6)) {
    case 0:
      return random.pick(nasty);
    case 1:
      return "line " + std::to_string(random.below(1000));
    default:
      return random.pick(code);
  }
}

std::string text(Random& random, std::size_t lines_max) {
  const std::string end = random.one_in(6) ? "\r\n" : "\n";
  std::string result;
  for (auto count = random.below(lines_max + 1); count > 0; --count) {
    result += line(random) + (random.one_in(40) ? "\r\n" : end);
  }
  if (random.one_in(5)) toggle_final_newline(result);
  return result;
}

std::string edit(Random& random, const std::string& before) {
  const bool newline = before.empty() || before.back() == '\n';
  auto lines = movable_lines(before);
  for (auto edits = 1 + random.below(6); edits > 0; --edits) {
    const auto at = static_cast<std::ptrdiff_t>(random.below(lines.size() + 1));
    const bool at_line = at < static_cast<std::ptrdiff_t>(lines.size());
    switch (random.below(4)) {
      case 0:
        lines.insert(lines.begin() + at, line(random) + "\n");
        break;
      case 1:
        if (at_line) lines.erase(lines.begin() + at);
        break;
      case 2:
        if (at_line) lines[static_cast<std::size_t>(at)] = line(random) + "\n";
        break;
      default:
        if (at_line) lines.insert(lines.begin() + at, lines[static_cast<std::size_t>(at)]);
    }
  }
  auto result = with_end(lines, newline);
  if (random.one_in(8)) toggle_final_newline(result);
  return result;
}

std::string drift(Random& random, const std::string& before, bool white_space) {
  const bool newline = before.empty() || before.back() == '\n';
  auto lines = movable_lines(before);
  for (auto edits = random.below(3); edits > 0; --edits) {
    const auto at = static_cast<std::ptrdiff_t>(random.below(lines.size() + 1));
    switch (random.below(4)) {
      case 0:
        if (at < static_cast<std::ptrdiff_t>(lines.size())) lines.erase(lines.begin() + at);
        break;
      case 1: {  // Lines that stand elsewhere in the file make places ambiguous.
        const auto count = std::min<std::size_t>(lines.size(), 1 + random.below(12));
        const auto from = static_cast<std::ptrdiff_t>(random.below(lines.size() - count + 1));
        const std::vector<std::string> copy(
            lines.begin() + from, lines.begin() + from + static_cast<std::ptrdiff_t>(count));
        lines.insert(lines.begin() + at, copy.begin(), copy.end());
        break;
      }
      default:
        for (auto count = 1 + random.below(5); count > 0; --count) {
          lines.insert(lines.begin() + at, line(random) + "\n");
        }
    }
  }
  if (white_space && !lines.empty()) {
    for (auto edits = 1 + random.below(5); edits > 0; --edits) {
      auto& text = lines[random.below(lines.size())];
      const auto space = text.find_first_of(" \t");
      switch (random.below(5)) {
        case 0:
          text.insert(0, "\t");
          break;
        case 1:
          text.insert(text.size() - 1, "\r");
          break;
        case 2:
          text.insert(text.size() - 1, " ");
          break;
        default:
          if (space != text.npos) text.replace(space, 1, random.one_in(2) ? "\t" : "   ");
      }
    }
  }
  auto result = with_end(lines, newline);
  if (random.one_in(12)) toggle_final_newline(result);
  return result;
}

std::string path(Random& random) {
  static const std::vector<std::string> names{"a",
                                              "b",
                                              "dev",
                                              "main.c",
                                              "with space.txt",
                                              "a b c",
                                              " lead",
                                              "trail ",
                                              "q\"uote",
                                              "back\\slash",
                                              "tab\there",
                                              "new\nline",
                                              "caf\xc3\xa9.md",
                                              "\xff.bin",
                                              "a.js",
                                              "x b",
                                              "b b",
                                              "null",
                                              "+++ b",
                                              "--- a",
                                              "\x01\x7f",
                                              "\xe6\x97\xa5\xe6\x9c\xac",
                                              "cr\r",
                                              "=>"};
  std::string result;
  for (auto depth = random.below(3); depth > 0; --depth) {
    // Git cannot read its own change of mode in a folder whose name ends in a space.
    const auto& name = random.pick(names);
    result += "d" + std::to_string(random.below(3)) + name + (name.back() == ' ' ? "x/" : "/");
  }
  return result + random.pick(names) + std::to_string(random.below(50));
}

Tree tree(Random& random, std::size_t files_max) {
  std::map<std::string, FileContent> files;
  for (auto count = 1 + random.below(files_max); count > 0; --count) {
    FileContent file{path(random), FileMode::regular, text(random, 60)};
    if (random.one_in(8)) file.mode = FileMode::executable;
    if (random.one_in(10)) file = {file.path, FileMode::symlink, "../" + path(random)};
    if (random.one_in(20)) file.content.clear();
    if (file.mode == FileMode::symlink && file.content.empty()) file.content = "target";
    files[file.path] = file;
  }
  Tree result;
  for (auto& [name, file] : files) {
    result.push_back(std::move(file));
  }
  return result;
}

Tree edit(Random& random, const Tree& before) {
  std::map<std::string, FileContent> files;
  for (const auto& file : before) {
    files[file.path] = file;
  }
  for (auto& file : tree(random, 2)) {
    if (random.one_in(2)) files[file.path] = file;
  }
  for (const auto& old : before) {
    auto& file = files[old.path];
    switch (random.below(9)) {
      case 0:
        files.erase(old.path);
        break;
      case 1: {
        auto moved = file;
        moved.path = path(random);
        files.erase(old.path);
        files[moved.path] = moved;
        break;
      }
      case 2:
        if (file.mode == FileMode::regular) file.mode = FileMode::executable;
        break;
      case 3:
        file = {old.path, FileMode::symlink, "to/" + path(random)};
        break;
      case 4:
        break;
      default:
        if (file.mode != FileMode::symlink) file.content = edit(random, file.content);
    }
  }
  Tree result;
  for (auto& [name, file] : files) {
    result.push_back(std::move(file));
  }
  return result;
}

std::uint64_t seed() {
  const char* given = std::getenv("HOMEOSTAT_TEST_SEED");
  if (given == nullptr) return 20240501;
  if (std::string(given) != "random") return std::strtoull(given, nullptr, 10);
  std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

}  // namespace generate
