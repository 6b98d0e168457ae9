// Finds runs of lines in a file, white space compared loosely.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace homeostat::diff {

/// A line as git's --ignore-whitespace compares it: line ends dropped, every run of spaces, tabs
/// and carriage returns one space.
[[nodiscard]] std::string normalize_white_space(std::string_view line);

/// Where runs of lines stand in a text. The time of a search does not depend on how often the
/// run's single lines occur: for each power of two there is an index of all runs of that length.
class RunFinder {
 public:
  /// `text` are the numbers of the text's lines; equal numbers mean equal lines.
  explicit RunFinder(std::vector<std::uint32_t> text);

  using Accept = std::function<bool(std::size_t begin)>;

  /// The first lines of up to `places_max` places where `run` stands and that `accept` takes, in
  /// rising order. Precondition: `run` is not empty.
  [[nodiscard]] std::vector<std::size_t> find(const std::vector<std::uint32_t>& run,
                                              std::size_t places_max, const Accept& accept);

 private:
  struct Window {
    std::uint64_t hash;
    std::size_t begin;
    friend auto operator<=>(const Window&, const Window&) = default;
  };
  using Index = std::vector<Window>;

  const Index& index_of(std::size_t length);
  /// The hash of `length` lines from `begin`.
  [[nodiscard]] std::uint64_t hash_at(std::size_t begin, std::size_t length) const;

  std::vector<std::uint32_t> text_;
  std::vector<std::uint64_t> hashes_;  ///< of the first n lines
  std::vector<std::uint64_t> powers_;
  std::map<std::size_t, Index> indexes_;
};

}  // namespace homeostat::diff
