#pragma once

/// An issue as a file, JSON or Markdown.
///
/// ```cpp
/// #include <homeostat/git/issue_file.hpp>
/// auto issue = homeostat::parse_issue_file("12.md",
///                                          "---\n"
///                                          "title: \"TypeError: x is not a function\"\n"
///                                          "labels: robot, extension\n"
///                                          "---\n"
///                                          "## Error Details\n");
/// ```

#include <string_view>

#include <homeostat/issue.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

/// "*.json": one object with the keys of GitHub's API: number, title, body, labels (names, or
/// objects with a name), state, html_url, user {login} or author, author_association, created_at,
/// updated_at; others are passed over. "*.md": front matter between two lines of "---" with
/// `key: value` lines of the same names (a value in double quotes is a JSON string; labels are
/// separated by commas, in brackets or not), then the body; without front matter the first line is
/// the title and all of it the body. A number that is not given is the first one in the file's
/// name. Line ends of both kinds; at most 200 labels.
/// invalid_argument: "<file name>:<line>: <what is wrong>". Thread safety: safe.
Result<Issue> parse_issue_file(std::string_view file_name, std::string_view text);

}  // namespace homeostat
