#pragma once

/// Identifiers as strong types, so that a repository cannot be passed for a fingerprint.
///
/// ```cpp
/// #include <homeostat/ids.hpp>
/// const homeostat::RepoId repo{"acme/palette-kit"};
/// const homeostat::IssueNumber issue{12};
/// ```

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

namespace homeostat {

/// A string with a meaning. Distinct tags are distinct types. Regular value.
template <class Tag>
class StringId {
 public:
  StringId() = default;
  explicit StringId(std::string value) : value_(std::move(value)) {}
  [[nodiscard]] const std::string& str() const { return value_; }
  [[nodiscard]] bool empty() const { return value_.empty(); }
  friend auto operator<=>(const StringId&, const StringId&) = default;
  friend bool operator==(const StringId&, const StringId&) = default;

 private:
  std::string value_;
};

using RepoId = StringId<struct RepoIdTag>;                ///< "owner/name"
using FingerprintId = StringId<struct FingerprintIdTag>;  ///< "v1:<64 hex>"
using CommitId = StringId<struct CommitIdTag>;            ///< 40 lower-case hex digits
using TreeId = StringId<struct TreeIdTag>;                ///< 40 lower-case hex digits
using PatternId = StringId<struct PatternIdTag>;
using RunId = StringId<struct RunIdTag>;
using ModelId = StringId<struct ModelIdTag>;

/// Does this pattern come with the library (see pattern.hpp)? It is counted apart.
[[nodiscard]] inline bool is_builtin(const PatternId& id) noexcept {
  return id.str().starts_with("b1:");
}

/// Issue number on its forge, counted from 1; 0 = none.
struct IssueNumber {
  std::int64_t value = 0;
  friend auto operator<=>(IssueNumber, IssueNumber) = default;
};
/// Pull-request number on its forge, counted from 1; 0 = none.
struct PullNumber {
  std::int64_t value = 0;
  friend auto operator<=>(PullNumber, PullNumber) = default;
};

}  // namespace homeostat

template <class Tag>
struct std::hash<homeostat::StringId<Tag>> {
  std::size_t operator()(const homeostat::StringId<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.str());
  }
};
