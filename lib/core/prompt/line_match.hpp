// Lines as far as they must agree, and where a sequence of them stands.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace homeostat::prompt {

enum class Strictness { exact, spacing, indentation };

/// Gives equal numbers to lines that agree.
class LineNumbers {
 public:
  explicit LineNumbers(Strictness strictness) : strictness_(strictness) {}
  std::uint32_t of(std::string_view line);
  std::vector<std::uint32_t> of(const std::vector<std::string_view>& lines);

 private:
  Strictness strictness_;
  std::unordered_map<std::string, std::uint32_t> numbers_;
};

/// All places of a sequence in another one, overlapping ones too. Linear.
[[nodiscard]] std::vector<std::size_t> find_sequence(const std::vector<std::uint32_t>& text,
                                                     const std::vector<std::uint32_t>& what);

/// The places of `search` in `file`.
[[nodiscard]] std::vector<std::size_t> find_lines(const std::vector<std::string_view>& file,
                                                  const std::vector<std::string_view>& search,
                                                  Strictness strictness);

/// One step from what is searched to what shall stand there.
enum class StepKind : std::uint8_t { keep, remove, add };
struct Step {
  StepKind kind = StepKind::keep;
  std::size_t old_line = 0;  ///< of search; keep, remove
  std::size_t new_line = 0;  ///< of replace; keep, add
  bool begins = false;       ///< what was left out may stand in front of it
};
/// The shortest way, with removals in front of additions.
[[nodiscard]] std::vector<Step> steps_between(const std::vector<std::string_view>& search,
                                              const std::vector<std::string_view>& replace);

}  // namespace homeostat::prompt
