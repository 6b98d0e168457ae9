// From a patch against what a model was shown to one against the files themselves.
#include <algorithm>
#include <optional>
#include <unordered_map>

#include <homeostat/privacy.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/privacy/pseudonyms.hpp"

namespace homeostat {
namespace {

/// What stood in a line where now a placeholder stands.
struct Place {
  std::string placeholder;
  std::string value;
  bool credential = false;
};

/// A file's lines, as they are and as they were shown.
class Lines {
 public:
  Lines(const ShownFile& file, const Pseudonyms& names)
      : shown_(base::split_lines_keeping(file.shown.text)),
        own_(base::split_lines_keeping(file.file.content)) {
    places_.resize(shown_.size());
    std::size_t line = 0;
    for (const Redaction& one : file.shown.redactions) {
      while (line + 1 < shown_.size() && end_of(line, file) <= one.placed_offset)
        ++line;
      if (one.placed_length == 0 || line >= places_.size()) continue;
      places_[line].push_back({std::string(file.shown.placeholder(one)),
                               names.table().values[one.value].bytes, one.credential});
    }
    for (std::size_t i = 0; i < shown_.size(); ++i)
      index_.emplace(text_of(shown_[i]), i);
  }

  [[nodiscard]] static std::string_view text_of(std::string_view line) {
    if (line.ends_with('\n')) line.remove_suffix(1);
    return line;
  }
  [[nodiscard]] bool even() const { return shown_.size() == own_.size(); }
  [[nodiscard]] std::string_view own(std::size_t line) const { return text_of(own_[line]); }
  [[nodiscard]] const std::vector<Place>& places(std::size_t line) const { return places_[line]; }

  /// Where the old side of a hunk stands: at its place, or at the only other one.
  [[nodiscard]] std::optional<std::size_t> find(const Hunk& hunk) const {
    std::vector<std::string_view> old;
    for (const HunkLine& line : hunk.lines) {
      if (line.kind != LineKind::added) old.push_back(line.text);
    }
    if (old.empty()) return 0;
    const auto stated = static_cast<std::size_t>(std::max<std::int64_t>(hunk.old_start, 1) - 1);
    if (stands_at(old, stated)) return stated;
    std::optional<std::size_t> found;
    std::size_t work = 0;
    const auto [first, last] = index_.equal_range(old.front());
    for (auto at = first; at != last; ++at) {
      if (++work > places_max) return std::nullopt;
      if (!stands_at(old, at->second)) continue;
      if (found) return std::nullopt;
      found = at->second;
    }
    return found;
  }

 private:
  // A hunk that begins with a line that stands everywhere is not looked for everywhere.
  static constexpr std::size_t places_max = 64;

  [[nodiscard]] std::size_t end_of(std::size_t line, const ShownFile& file) const {
    return static_cast<std::size_t>(shown_[line].data() - file.shown.text.data()) +
           shown_[line].size();
  }
  [[nodiscard]] bool stands_at(const std::vector<std::string_view>& old, std::size_t at) const {
    if (at + old.size() > shown_.size()) return false;
    return std::equal(old.begin(), old.end(), shown_.begin() + static_cast<std::ptrdiff_t>(at),
                      [](std::string_view a, std::string_view b) { return a == text_of(b); });
  }

  std::vector<std::string_view> shown_;
  std::vector<std::string_view> own_;
  std::vector<std::vector<Place>> places_;  ///< of each line
  std::unordered_multimap<std::string_view, std::size_t> index_;
};

/// The bytes of the placeholder that begins at `at`, as any text may hold them; 0: there is none.
std::size_t placeholder_at(std::string_view text, std::size_t at) {
  constexpr std::size_t placeholder_bytes_max = 48;
  const std::size_t end = text.substr(at, placeholder_bytes_max).find(']');
  if (end == std::string_view::npos) return 0;
  return privacy::free_form(text.substr(at, end + 1)) > 1 ? end + 1 : 0;
}

class FileRestorer {
 public:
  FileRestorer(FilePatch& patch, const ShownFile* file, const Pseudonyms& names,
               std::vector<Refusal>& refusals)
      : patch_(patch), refusals_(refusals) {
    if (file != nullptr) lines_.emplace(*file, names);
  }

  void restore() {
    if (lines_ && !lines_->even()) {
      refuse(Reason::does_not_apply, "the file does not have the lines that were shown", 0);
      return;
    }
    for (Hunk& hunk : patch_.hunks) {
      std::size_t at = 0;
      if (lines_) {
        const auto found = lines_->find(hunk);
        if (!found) {
          refuse(Reason::does_not_apply, "lines of the patch are not in the file as it was shown",
                 hunk.old_start);
          return;
        }
        at = *found;
      }
      restore_hunk(hunk, at);
    }
  }

 private:
  /// A stretch of removed and added lines: what the first held, the second may hold again.
  void restore_hunk(Hunk& hunk, std::size_t at) {
    std::vector<Place> stood;
    bool in_change = false;
    std::int64_t line = hunk.new_start;
    for (std::size_t i = 0; i < hunk.lines.size(); ++i) {
      HunkLine& one = hunk.lines[i];
      const bool change = one.kind != LineKind::context;
      if (change && !in_change) stood = removed_places(hunk, i, at);
      in_change = change;
      if (one.kind == LineKind::added) {
        restore_added(one, stood, line);
      } else if (lines_) {
        one.text = std::string(lines_->own(at++));
      }
      line += one.kind != LineKind::removed ? 1 : 0;
    }
  }

  /// The places of the removed lines of the change that begins at line `from` of the hunk.
  std::vector<Place> removed_places(const Hunk& hunk, std::size_t from, std::size_t at) const {
    std::vector<Place> places;
    if (!lines_) return places;
    for (std::size_t i = from; i < hunk.lines.size(); ++i) {
      if (hunk.lines[i].kind == LineKind::context) break;
      if (hunk.lines[i].kind == LineKind::added) continue;
      const std::vector<Place>& more = lines_->places(at++);
      places.insert(places.end(), more.begin(), more.end());
      add_literals(hunk.lines[i].text, more, places);
    }
    return places;
  }

  /// What looks like a placeholder and stands in the file itself stays what it is.
  static void add_literals(std::string_view line, const std::vector<Place>& genuine,
                           std::vector<Place>& places) {
    for (std::size_t open = line.find('['); open != line.npos; open = line.find('[', open + 1)) {
      const std::string_view name = line.substr(open, placeholder_at(line, open));
      const bool known = std::any_of(genuine.begin(), genuine.end(),
                                     [&](const Place& one) { return one.placeholder == name; });
      if (!name.empty() && !known) places.push_back({std::string(name), std::string(name), false});
    }
  }

  void restore_added(HunkLine& line, std::vector<Place>& stood, std::int64_t number) {
    std::string text;
    std::size_t at = 0;
    for (std::size_t open = line.text.find('['); open != std::string::npos;
         open = line.text.find('[', open + 1)) {
      const std::size_t length = placeholder_at(line.text, open);
      if (length == 0) continue;
      const std::string_view name = std::string_view(line.text).substr(open, length);
      const auto place = std::find_if(stood.begin(), stood.end(),
                                      [&](const Place& one) { return one.placeholder == name; });
      if (place == stood.end()) {
        refuse(Reason::secret, base::format("{} stands where its value never stood", name), number);
        continue;
      }
      if (place->credential) {
        refuse(Reason::secret, base::format("a new line would hold the credential {}", name),
               number);
        continue;
      }
      text += std::string_view(line.text).substr(at, open - at);
      text += place->value;
      at = open + length;
      stood.erase(place);
    }
    text += std::string_view(line.text).substr(at);
    line.text = std::move(text);
  }

  void refuse(Reason reason, std::string detail, std::int64_t line) {
    refusals_.push_back({reason, std::move(detail), patch_.path(), static_cast<int>(line)});
  }

  FilePatch& patch_;
  std::optional<Lines> lines_;
  std::vector<Refusal>& refusals_;
};

}  // namespace

Deanonymized deanonymize(const Patch& patch, std::span<const ShownFile> files,
                         const Pseudonyms& names) {
  Deanonymized out{patch, {}};
  for (FilePatch& file : out.patch.files) {
    const auto shown = std::find_if(files.begin(), files.end(), [&](const ShownFile& one) {
      return one.file.path == file.old_path;
    });
    FileRestorer(file, shown == files.end() ? nullptr : &*shown, names, out.refusals).restore();
  }
  return out;
}

}  // namespace homeostat
