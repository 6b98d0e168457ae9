// Forms of names that go into commands, URLs and git: nothing that could be read as an option, a
// path elsewhere or a shell word.
#pragma once

#include <string_view>

namespace homeostat::config_names {

/// "owner/name" as forges allow it: letters, digits, `.`, `-`, `_`.
[[nodiscard]] bool is_slug(std::string_view text);

/// What `git check-ref-format --branch` takes, in UTF-8.
[[nodiscard]] bool is_branch(std::string_view text);

/// A prefix that makes a branch with 12 hex digits behind it.
[[nodiscard]] bool is_branch_prefix(std::string_view text);

/// A pattern of a path filter: relative, without `..` and without `!` in front.
[[nodiscard]] bool is_path_pattern(std::string_view text);

/// A relative path of plain parts, or nothing.
[[nodiscard]] bool is_optional_relative_path(std::string_view text);

/// A label's name: not blank, no comma (lists of labels are separated by commas).
[[nodiscard]] bool is_label(std::string_view text);

/// Something beside white space.
[[nodiscard]] bool is_not_blank(std::string_view text);

/// OWNER, MEMBER, COLLABORATOR and the others that GitHub knows.
[[nodiscard]] bool is_association(std::string_view text);

/// An account's name: letters, digits, `-`, `_`, `.`, and "[bot]" behind it.
[[nodiscard]] bool is_login(std::string_view text);

/// "2026-12-11": a day that the calendar has.
[[nodiscard]] bool is_day(std::string_view text);

/// A model's name: letters, digits and `.-_:/@`.
[[nodiscard]] bool is_model(std::string_view text);

}  // namespace homeostat::config_names
