/// homeostat sanitize: text without what must not leave.

#include <homeostat/privacy.hpp>
#include <iostream>

#include "cli.hpp"
#include "lines.hpp"

namespace homeostat::cli {
namespace json = boost::json;

namespace {

json::array entities_of(const Sanitized& safe) {
  json::array entities;
  for (const Redaction& one : safe.redactions) {
    entities.push_back({{"kind", one.kind},
                        {"offset", one.offset},
                        {"length", one.length},
                        {"placeholder", safe.placeholder(one)},
                        {"placed_offset", one.placed_offset}});
  }
  return entities;
}

/// Each line is a run of its own: its names begin at 1.
Result<json::object> sanitize_line(const json::object& input, const SanitizeOptions& options,
                                   bool roundtrip) {
  auto text = text_member(input, "text", true);
  if (!text) return text.error();
  Pseudonyms names;
  const Sanitized safe = homeostat::sanitize(*text, names, options);
  json::object answer{{"text", safe.text}, {"entities", entities_of(safe)}};
  if (!roundtrip) return answer;
  const std::string again = restore(safe, names);
  if (again != *text) return Error{ErrorCode::internal, "the text was not restored byte for byte"};
  answer["roundtrip"] = true;
  answer["restored"] = again;
  return answer;
}

}  // namespace

int sanitize(const SanitizeCommand& command) {
  SanitizeOptions options;
  options.compat = command.compat;
  if (command.source) options.mode = SanitizeMode::source;
  if (command.jsonl) {
    const int errors = for_each_line(std::cin, std::cout, [&](const json::object& input) {
      return sanitize_line(input, options, command.roundtrip);
    });
    return errors == 0 ? exit_ok : exit_failed;
  }
  auto text = read_all(command.file);
  if (!text) return fail(text.error());
  Pseudonyms names;
  const Sanitized safe = homeostat::sanitize(*text, names, options);
  std::cout << safe.text;
  if (command.roundtrip && restore(safe, names) != *text) {
    return fail({ErrorCode::internal, "the text was not restored byte for byte"});
  }
  return exit_ok;
}

}  // namespace homeostat::cli
