#include "core/prompt/corrupt.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <functional>
#include <set>

#include <homeostat/diff.hpp>

namespace corrupt {
namespace {

using homeostat::Hunk;
using homeostat::LineKind;

using Lines = std::vector<std::string>;

Lines split(const std::string& text) {
  Lines lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string join(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines)
    text += line + "\n";
  return text;
}

std::string indent_of(const std::string& line) {
  return line.substr(0, std::min(line.find_first_not_of(" \t"), line.size()));
}

bool is_blank(const std::string& line) {
  return line.find_first_not_of(" \t\r") == std::string::npos;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

// Another name in place of one of the line's, or a remark behind it.
std::string drifted(Random& random, const std::string& line) {
  std::vector<std::pair<std::size_t, std::size_t>> names;
  for (std::size_t i = 0; i < line.size();) {
    std::size_t end = i;
    while (end < line.size() &&
           (std::isalnum(static_cast<unsigned char>(line[end])) != 0 || line[end] == '_'))
      ++end;
    if (end - i >= 4) names.emplace_back(i, end - i);
    i = end + 1;
  }
  if (names.empty()) return line;
  const auto [at, size] = random.pick(names);
  switch (random.below(3)) {
    case 0:
      return line.substr(0, at) + "other" + line.substr(at + size);
    case 1:
      return line.substr(0, at + size) + "s" + line.substr(at + size);
    default:
      return line + "  // as before";
  }
}

using Hunks = std::vector<Hunk>;

// What may go wrong within hunks, whatever form the answer has.
struct Wrong {
  Hunks& hunks;
  Change& change;
  Random& random;
};

void shift_indentation(const Wrong& wrong) {
  std::size_t least = 100;
  for (const Hunk& hunk : wrong.hunks) {
    for (const auto& line : hunk.lines) {
      if (!is_blank(line.text)) least = std::min(least, indent_of(line.text).size());
    }
  }
  const bool less = least > 0 && least < 100 && wrong.random.one_in(2);
  for (Hunk& hunk : wrong.hunks) {
    for (auto& line : hunk.lines) {
      if (is_blank(line.text)) continue;
      line.text = less ? line.text.substr(least) : "    " + line.text;
    }
  }
}

void swap_tabs(const Wrong& wrong) {
  const bool tabs = wrong.change.before.find("\n\t") != std::string::npos;
  const bool two = wrong.change.path.ends_with(".js");
  const std::string unit = two ? "  " : "    ";
  for (Hunk& hunk : wrong.hunks) {
    for (auto& line : hunk.lines) {
      const std::string indent = indent_of(line.text);
      const std::string rest = line.text.substr(indent.size());
      line.text = (tabs ? replaced(indent, "\t", unit) : replaced(indent, unit, "\t")) + rest;
    }
  }
}

void drift_context(const Wrong& wrong) {
  for (Hunk& hunk : wrong.hunks) {
    std::vector<std::size_t> context;
    for (std::size_t i = 0; i < hunk.lines.size(); ++i) {
      if (hunk.lines[i].kind == LineKind::context && !is_blank(hunk.lines[i].text)) {
        context.push_back(i);
      }
    }
    if (context.size() < 3) continue;
    auto& line = hunk.lines[wrong.random.pick(context)];
    line.text = drifted(wrong.random, line.text);
  }
}

void forget_context(const Wrong& wrong) {
  for (Hunk& hunk : wrong.hunks) {
    std::vector<std::size_t> inner;
    for (std::size_t i = 1; i + 1 < hunk.lines.size(); ++i) {
      if (hunk.lines[i].kind == LineKind::context && hunk.lines[i - 1].kind == LineKind::context &&
          hunk.lines[i + 1].kind == LineKind::context) {
        inner.push_back(i);
      }
    }
    if (inner.empty()) continue;
    hunk.lines.erase(hunk.lines.begin() + static_cast<std::ptrdiff_t>(wrong.random.pick(inner)));
  }
}

void trim_line_ends(const Wrong& wrong) {
  for (Hunk& hunk : wrong.hunks) {
    for (auto& line : hunk.lines) {
      if (line.kind == LineKind::added) continue;
      line.text += wrong.random.one_in(2) ? "  " : "";
    }
  }
}

void curl_quotes(const Wrong& wrong) {
  for (Hunk& hunk : wrong.hunks) {
    for (auto& line : hunk.lines) {
      line.text = replaced(line.text, "'", "\xE2\x80\x99");
      bool open = true;
      std::string out;
      for (const char c : line.text) {
        if (c != '"') {
          out += c;
          continue;
        }
        out += open ? "\xE2\x80\x9C" : "\xE2\x80\x9D";
        open = !open;
      }
      line.text = out;
    }
  }
}

// Lines of dots in place of at least two lines of context at a stretch.
void elide(const Wrong& wrong) {
  const bool hash = wrong.change.path.ends_with(".py");
  for (Hunk& hunk : wrong.hunks) {
    std::size_t run = 0;
    for (std::size_t i = 0; i < hunk.lines.size(); ++i) {
      run = hunk.lines[i].kind == LineKind::context ? run + 1 : 0;
      const bool last = i + 1 == hunk.lines.size();
      if (run < 5 || last || hunk.lines[i + 1].kind != LineKind::context) continue;
      auto first = hunk.lines.begin() + static_cast<std::ptrdiff_t>(i - 2);
      if (is_blank((first - 1)->text)) continue;
      const std::string indent = indent_of(first->text);
      first = hunk.lines.erase(first, first + 2);
      const std::vector<std::string> marks{
          "...", hash ? "# ..." : "// ...",
          hash ? "# ... existing code ..." : "// ... existing code ..."};
      first->text = indent + wrong.random.pick(marks);
      break;
    }
  }
}

// The file has gone on since: other lines stand between those of the context.
void grow_file(const Wrong& wrong) {
  Lines before = split(wrong.change.before);
  Lines after = split(wrong.change.after);
  std::ptrdiff_t moved = 0;
  for (const Hunk& hunk : wrong.hunks) {
    std::size_t i = 0;
    while (i < hunk.lines.size() && hunk.lines[i].kind == LineKind::context)
      ++i;
    if (i < 2) continue;
    const std::string line =
        indent_of(hunk.lines[0].text) + "log(" + std::to_string(wrong.random.below(1000)) + ");";
    const std::ptrdiff_t old_at = hunk.old_start + moved;
    const std::ptrdiff_t new_at = hunk.new_start + moved;
    before.insert(before.begin() + old_at, line);
    after.insert(after.begin() + new_at, line);
    ++moved;
  }
  wrong.change.before = join(before);
  wrong.change.after = join(after);
}

// --- forms ---

struct Form {
  bool headers = true;
  bool at_lines = true;
  bool spaces = true;  ///< in front of context
  bool wrong_starts = false;
  bool wrong_counts = false;
};

std::string print_diff(Random& random, const Hunks& hunks, const std::string& path,
                       const Form& form) {
  std::string text;
  if (form.headers) text = "--- a/" + path + "\n+++ b/" + path + "\n";
  for (const Hunk& hunk : hunks) {
    std::int64_t old_count = 0;
    std::int64_t new_count = 0;
    for (const auto& line : hunk.lines) {
      old_count += line.kind != LineKind::added ? 1 : 0;
      new_count += line.kind != LineKind::removed ? 1 : 0;
    }
    const auto off = static_cast<std::int64_t>(form.wrong_starts ? 1 + random.below(40) : 0);
    const auto more = static_cast<std::int64_t>(form.wrong_counts ? 1 + random.below(4) : 0);
    if (form.at_lines) {
      text += "@@ -" + std::to_string(hunk.old_start + off) + "," +
              std::to_string(old_count + more) + " +" + std::to_string(hunk.new_start + off) + "," +
              std::to_string(new_count + more) + " @@\n";
    }
    for (const auto& line : hunk.lines) {
      const bool context = line.kind == LineKind::context;
      if (!context || form.spaces) {
        text += context ? ' ' : line.kind == LineKind::added ? '+' : '-';
      }
      text += line.text + "\n";
    }
  }
  return text;
}

std::string print_blocks(Random& random, const Hunks& hunks, const std::string& path,
                         const std::set<std::string>& wrong) {
  std::string text;
  for (std::size_t i = 0; i < hunks.size(); ++i) {
    std::string search;
    std::string replace;
    for (const auto& line : hunks[i].lines) {
      if (line.kind != LineKind::added) search += line.text + "\n";
      if (line.kind != LineKind::removed) replace += line.text + "\n";
    }
    const bool last = i + 1 == hunks.size();
    const bool fenced = wrong.contains("fence");
    if (i == 0 || random.one_in(2) || wrong.contains("no_first_mark")) text += path + "\n";
    if (fenced) text += "```\n";
    if (!wrong.contains("no_first_mark")) text += "<<<<<<< SEARCH\n";
    text += search;
    if (!wrong.contains("no_middle_mark")) text += "=======\n";
    text += replace;
    if (!wrong.contains("no_last_mark") || !last) text += ">>>>>>> REPLACE\n";
    if (fenced) text += "```\n";
  }
  return text;
}

std::string print_whole(Random& random, const Change& change, bool elided) {
  Lines lines = split(change.after);
  const Lines old_lines = split(change.before);
  if (elided && lines.size() > 12) {
    // A stretch that did not change, from the other end than the change.
    std::size_t same = 0;
    while (same < std::min(lines.size(), old_lines.size()) && lines[same] == old_lines[same])
      ++same;
    std::size_t behind = 0;
    while (behind < std::min(lines.size(), old_lines.size()) - same &&
           lines[lines.size() - 1 - behind] == old_lines[old_lines.size() - 1 - behind])
      ++behind;
    const std::string mark =
        change.path.ends_with(".py") ? "# ... rest unchanged ..." : "// ... rest unchanged ...";
    if (behind > 8) {
      const auto end = lines.end() - 2;
      lines.insert(lines.erase(end - static_cast<std::ptrdiff_t>(behind) + 5, end), mark);
    } else if (same > 8) {
      lines.insert(
          lines.erase(lines.begin() + 2, lines.begin() + static_cast<std::ptrdiff_t>(same) - 3),
          mark);
    }
  }
  std::string text = change.path + "\n```\n" + join(lines) + "```\n";
  if (random.one_in(3)) text = "```js " + change.path + "\n" + join(lines) + "```\n";
  return text;
}

std::string with_prose(Random& random, const std::string& text) {
  const std::vector<std::string> before{
      "The cause is that the value may be missing.\n\n",
      "Here is the smallest repair:\n\n- it checks the value first\n- it keeps the style\n\n",
      "Sure! I'll fix `value` like this:\n\n"};
  const std::vector<std::string> behind{
      "\nThis keeps the behaviour for valid input.\n", "\nLet me know if you need more.\n",
      "\n**Why:** the call may return nothing.\n\n1. first\n2. second\n"};
  return random.pick(before) + text + random.pick(behind);
}

std::string with_crlf(const std::string& text) { return replaced(text, "\n", "\r\n"); }

}  // namespace

Sample make_sample(Random& random, const Change& original) {
  Sample sample{"", "", original, ""};
  const std::size_t form = random.below(8);  // 0-3 diff, 4-6 blocks, 7 whole
  std::set<std::string> kinds;
  static const std::vector<std::string> common{
      "shift_indentation", "drift_context", "prose",     "crlf",           "curl_quotes",
      "line_ends",         "elide",         "grow_file", "forget_context", "tabs"};
  static const std::vector<std::string> of_diffs{"wrong_numbers", "wrong_numbers", "wrong_counts",
                                                 "no_headers",    "no_at_lines",   "no_spaces",
                                                 "fence"};
  static const std::vector<std::string> of_blocks{"no_first_mark", "no_middle_mark", "no_last_mark",
                                                  "fence", "few_lines"};
  static const std::vector<std::string> of_wholes{"prose", "crlf", "elide"};
  const auto& own = form < 4 ? of_diffs : form < 7 ? of_blocks : of_wholes;
  const std::size_t count = 1 + random.below(3);
  for (std::size_t i = 0; i < count; ++i)
    kinds.insert(form < 7 && random.one_in(2) ? random.pick(common) : random.pick(own));
  // One mark of a block is lost, never two.
  bool lost = false;
  for (const char* mark : {"no_first_mark", "no_middle_mark", "no_last_mark"}) {
    if (lost) kinds.erase(mark);
    lost = lost || kinds.contains(mark);
  }
  homeostat::DiffOptions options;
  options.context_lines = kinds.contains("elide") ? 8 : kinds.contains("few_lines") ? 1 : 3;
  Hunks hunks = homeostat::make_hunks(original.before, original.after, options);
  const Wrong wrong{hunks, sample.change, random};
  const std::vector<std::pair<std::string, std::function<void(const Wrong&)>>> steps{
      {"elide", elide},
      {"grow_file", grow_file},
      {"forget_context", forget_context},
      {"drift_context", drift_context},
      {"line_ends", trim_line_ends},
      {"curl_quotes", curl_quotes},
      {"tabs", swap_tabs},
      {"shift_indentation", shift_indentation}};
  for (const auto& [name, step] : steps) {
    if (form < 7 && kinds.contains(name)) step(wrong);
  }
  sample.kind = form < 4 ? "diff" : form < 7 ? "blocks" : "whole";
  for (const std::string& kind : kinds)
    sample.kind += "+" + kind;
  if (form < 4) {
    Form shape;
    shape.headers = !kinds.contains("no_headers");
    shape.at_lines = !kinds.contains("no_at_lines") || !shape.headers || hunks.size() > 1;
    shape.spaces = !kinds.contains("no_spaces");
    shape.wrong_starts = kinds.contains("wrong_numbers");
    shape.wrong_counts = kinds.contains("wrong_counts");
    sample.diff = print_diff(random, hunks, original.path, shape);
    sample.answer = sample.diff;
    if (kinds.contains("fence") || !shape.spaces) {
      sample.answer = "```diff\n" + sample.answer + "```\n";
    }
  } else if (form < 7) {
    sample.answer = print_blocks(random, hunks, original.path, kinds);
  } else {
    sample.answer = print_whole(random, original, kinds.contains("elide"));
  }
  if (kinds.contains("prose")) sample.answer = with_prose(random, sample.answer);
  if (kinds.contains("crlf")) sample.answer = with_crlf(sample.answer);
  return sample;
}

std::uint64_t seed() {
  const char* text = std::getenv("HOMEOSTAT_TEST_SEED");
  return text == nullptr ? 20'250'917 : std::strtoull(text, nullptr, 10);
}

}  // namespace corrupt
