#include <homeostat/git/issue_file.hpp>

#include <algorithm>
#include <charconv>
#include <limits>
#include <variant>

#include "core/base/format.hpp"
#include "core/base/json.hpp"
#include "git/front_matter.hpp"
#include "git/issue_number.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;

constexpr std::size_t labels_max = 200;
constexpr int depth_max = 16;

/// What is wrong, and in which line; made into an Error where the file's name is known.
struct Wrong {
  int line = 1;
  std::string what;
};
template <class T>
using Read = std::variant<T, Wrong>;

/// A text for one of the issue's own keys; none: not a key of ours. Empty: right.
std::optional<std::string> take_text(Issue& issue, std::string_view key, std::string text) {
  const auto time = [&](std::optional<Time>& out) -> std::string {
    auto parsed = parse_time(text);
    if (!parsed) return base::format("{} is not a time of RFC 3339", key);
    out = *parsed;
    return {};
  };
  if (key == "title") {
    issue.title = std::move(text);
  } else if (key == "body") {
    issue.body = std::move(text);
  } else if (key == "html_url") {
    issue.url = std::move(text);
  } else if (key == "author") {
    issue.author = std::move(text);
  } else if (key == "author_association") {
    issue.author_association = std::move(text);
  } else if (key == "labelled_by") {
    issue.labelled_by = std::move(text);
  } else if (key == "created_at") {
    return time(issue.created_at);
  } else if (key == "updated_at") {
    return time(issue.updated_at);
  } else if (key == "state") {
    if (text != "open" && text != "closed") return "state is neither open nor closed";
    issue.state = text == "open" ? IssueState::open : IssueState::closed;
  } else {
    return std::nullopt;
  }
  return std::string();
}

constexpr auto number_is_wrong = "number is not a whole number above 0";

std::string read_labels(const json::value& value, std::vector<std::string>& labels) {
  if (!value.is_array()) return "labels is not a list";
  for (const auto& item : value.get_array()) {
    const auto* name = item.is_object() ? item.get_object().if_contains("name") : &item;
    if (name == nullptr || !name->is_string()) return "a label is neither a text nor has a name";
    labels.emplace_back(name->get_string());
  }
  return {};
}

std::string read_field(const std::string& key, const json::value& value, Issue& issue) {
  if (key == "number") {
    boost::system::error_code failed;
    const auto number = value.to_number<std::int64_t>(failed);
    if (failed || number < 1) return number_is_wrong;
    issue.number.value = number;
    return {};
  }
  if (key == "labels") return read_labels(value, issue.labels);
  if (key == "performed_via_github_app" && value.is_object()) {
    const auto* id = value.get_object().if_contains("id");
    if (id != nullptr && id->is_int64()) issue.app_id = id->get_int64();
    return {};
  }
  if (key == "user" && value.is_object()) {
    const auto* login = value.get_object().if_contains("login");
    if (login != nullptr && login->is_string()) issue.author = std::string(login->get_string());
    return {};
  }
  if (value.is_null()) return {};
  const bool is_text = value.is_string();
  auto taken = take_text(issue, key, is_text ? std::string(value.get_string()) : std::string());
  if (!taken) return {};
  return is_text ? *taken : key + " is not a text";
}

Read<Issue> read_json(std::string_view text) {
  json::parse_options limits;
  limits.max_depth = depth_max;
  json::stream_parser parser(json::storage_ptr(), limits);
  boost::system::error_code failed;
  const auto done = parser.write_some(text.data(), text.size(), failed);
  if (!failed && !parser.done()) parser.finish(failed);
  const auto behind = text.substr(std::min(done, text.size()));
  if (failed || behind.find_first_not_of(" \t\r\n") != behind.npos) {
    const auto lines = std::count(text.begin(), text.begin() + static_cast<long>(done), '\n');
    return Wrong{static_cast<int>(lines) + 1,
                 failed ? "not JSON: " + failed.message() : "not JSON: more than one value"};
  }
  const auto value = parser.release();
  if (!value.is_object()) return Wrong{1, "not a JSON object"};
  Issue issue;
  for (const auto& [key, field] : value.get_object()) {
    if (auto wrong = read_field(std::string(key), field, issue); !wrong.empty()) {
      return Wrong{1, std::move(wrong)};
    }
  }
  return issue;
}

Read<Issue> read_without_front_matter(std::string_view text) {
  Issue issue;
  issue.body = text;
  const auto first = text.find_first_not_of("# \t\r\n");
  if (first != text.npos) {
    const auto line = text.substr(first, text.find_first_of("\r\n", first) - first);
    issue.title = line.substr(0, line.find_last_not_of(" \t") + 1);
  }
  return issue;
}

std::string read_line(const git::FrontMatter::Line& line, Issue& issue) {
  if (line.key == "number") {
    const auto& digits = line.value;
    const auto read =
        std::from_chars(digits.data(), digits.data() + digits.size(), issue.number.value);
    const bool whole = read.ec == std::errc() && read.ptr == digits.data() + digits.size();
    return whole && issue.number.value > 0 ? "" : number_is_wrong;
  }
  if (line.key == "labels") {
    auto labels = git::list_of(line.value);
    if (!labels) return "labels is not a list";
    issue.labels = *std::move(labels);
    return {};
  }
  auto text = git::text_of(line.value);
  if (!text) return line.key + " is not a JSON string";
  return take_text(issue, line.key, *std::move(text)).value_or("");
}

Read<Issue> read_markdown(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!git::has_front_matter(text)) return read_without_front_matter(text);
  auto matter = git::parse_front_matter(text);
  if (!matter) {
    const auto& message = matter.error().message;
    Wrong wrong;
    std::from_chars(message.data(), message.data() + message.size(), wrong.line);
    wrong.what = message.substr(message.find(' ') + 1);
    return wrong;
  }
  Issue issue;
  for (const auto& line : matter->lines) {
    if (auto wrong = read_line(line, issue); !wrong.empty()) {
      return Wrong{line.number, std::move(wrong)};
    }
  }
  issue.body = std::move(matter->body);
  return issue;
}

}  // namespace

namespace git {

std::int64_t number_in_name(std::string_view file_name) {
  const auto first = std::min(file_name.find_first_of("0123456789"), file_name.size());
  std::int64_t number = 0;
  const auto read =
      std::from_chars(file_name.data() + first, file_name.data() + file_name.size(), number);
  return read.ec == std::errc() ? number : 0;
}

}  // namespace git

Result<Issue> parse_issue_file(std::string_view file_name, std::string_view text) {
  const auto invalid = [&](int line, std::string_view what) {
    return Error{ErrorCode::invalid_argument, base::format("{}:{}: {}", file_name, line, what)};
  };
  auto read = file_name.ends_with(".json") ? read_json(text) : read_markdown(text);
  if (const auto* wrong = std::get_if<Wrong>(&read)) return invalid(wrong->line, wrong->what);
  auto issue = std::get<Issue>(std::move(read));
  if (issue.number.value == 0) issue.number.value = git::number_in_name(file_name);
  if (issue.number.value == 0) return invalid(1, "no number, in the file or in its name");
  if (issue.title.empty()) return invalid(1, "no title");
  if (issue.labels.size() > labels_max) {
    return invalid(1, base::format("{} labels, limit is {}", issue.labels.size(), labels_max));
  }
  return issue;
}

}  // namespace homeostat
