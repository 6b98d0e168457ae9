// The names in the headers of a patch: which file do "a/x", "x<TAB>date" and "/dev/null" mean?
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homeostat::diff {

/// A name as a header line writes it, unquoted, with its prefix.
struct Name {
  std::string text;
  bool absent = false;  ///< /dev/null
  bool epoch = false;   ///< dated to the first second of 1970, as `diff -N` dates a missing file
};

/// Reads what stands behind "--- " or "+++ ": a plain or quoted name, then perhaps a tab and a
/// date. Nothing if it is no name.
[[nodiscard]] std::optional<Name> parse_name(std::string_view text);

/// Reads a name that fills the whole of `text`, as in "rename from".
[[nodiscard]] std::optional<std::string> parse_whole_name(std::string_view text);

/// The prefixes of the two sides: "a/" and "b/" normally, none, or one of git's mnemonic pairs.
struct Prefixes {
  std::string_view old_side;
  std::string_view new_side;
};

struct CommonName {
  std::string path;
  Prefixes prefixes;
};

/// What stands behind "diff --git ", if both names mean the same path.
[[nodiscard]] std::optional<CommonName> parse_common_name(std::string_view text);

/// The prefixes with which `text`, from behind "diff --git ", means these two paths.
[[nodiscard]] std::optional<Prefixes> find_prefixes(std::string_view text,
                                                    std::string_view old_path,
                                                    std::string_view new_path);

/// The one path that the names of "---" and "+++" mean, where no other line says it. In a patch of
/// plain diff, names may differ ("x.orig" and "x"): the shorter counts if it begins the longer,
/// else the new one. In a git patch (`exact`) that is nothing.
[[nodiscard]] std::optional<std::string> find_common_path(const Name& old_name,
                                                          const Name& new_name, bool exact);

}  // namespace homeostat::diff
