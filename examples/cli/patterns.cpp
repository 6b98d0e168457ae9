/// The commands over learned repairs: those of the store, and library files.

#include <chrono>
#include <fstream>
#include <homeostat/assembly/assembly.hpp>
#include <homeostat/pattern.hpp>
#include <homeostat/pattern_index.hpp>
#include <homeostat/pattern_store.hpp>
#include <iomanip>
#include <iostream>
#include <optional>

#include "cli.hpp"
#include "lines.hpp"

namespace homeostat::cli {
namespace json = boost::json;

namespace {

void print_table_row(const Pattern& pattern) {
  std::cout << std::left << std::setw(14) << pattern.id.str().substr(0, 12) << std::setw(13)
            << to_string(pattern.state) << std::right << std::fixed << std::setprecision(2)
            << std::setw(5) << confidence_of(pattern.evidence) << std::setw(6)
            << pattern.evidence.successes << std::setw(6) << pattern.evidence.failures << "  "
            << pattern.error_type << "  " << pattern.file_path << "\n";
}

Time now() { return std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now()); }

/// What a line of `learn` or `propose` says; the texts live in `owner`.
struct RegionLine {
  std::string repo, path, before, error_type, message;
  PatternRegion region;
};

Result<std::unique_ptr<RegionLine>> read_region(const json::object& input) {
  auto line = std::make_unique<RegionLine>();
  const auto read = [&](const json::object& from, std::string_view key, bool required,
                        std::string& into) -> Status {
    auto text = text_member(from, key, required);
    if (!text) return text.error();
    into = *std::move(text);
    return {};
  };
  std::string language;
  for (const Status& status :
       {read(input, "repo", false, line->repo), read(input, "path", false, line->path),
        read(input, "before", true, line->before), read(input, "lang", false, language),
        read(input, "message", false, line->message)}) {
    if (!status) return status.error();
  }
  const json::value* number = input.if_contains("line");
  if (number == nullptr || !number->is_int64() || number->get_int64() < 1 ||
      number->get_int64() > 10'000'000) {
    return Error{ErrorCode::invalid_argument, "line: not a number from 1 to 10000000"};
  }
  if (const json::value* error = input.if_contains("error"); error != nullptr) {
    if (!error->is_object()) return Error{ErrorCode::invalid_argument, "error: not an object"};
    if (auto status = read(error->get_object(), "type", false, line->error_type); !status) {
      return status.error();
    }
    if (auto status = read(error->get_object(), "message", false, line->message); !status) {
      return status.error();
    }
  }
  PatternRegion& region = line->region;
  region = {line->repo,
            line->path,
            language_of_name(language),
            line->before,
            static_cast<int>(number->get_int64()),
            line->error_type,
            line->message};
  return line;
}

/// A library file of either form; none where there is no file yet.
Result<std::optional<PatternIndex>> load_index(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::optional<PatternIndex>();
  file.seekg(0, std::ios::end);
  std::string bytes(static_cast<std::size_t>(std::max<std::streamoff>(file.tellg(), 0)), '\0');
  file.seekg(0);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (!file) return Error{ErrorCode::store, "cannot read " + path};
  if (bytes.empty()) return std::optional<PatternIndex>();
  auto index = PatternIndex::is_snapshot(bytes) ? PatternIndex::from_snapshot(bytes)
                                                : PatternIndex::from_json(bytes);
  if (!index) return index.error().with_context(path);
  return std::optional<PatternIndex>(*std::move(index));
}

/// Whole or not at all: written beside, then renamed.
Status save_index(const PatternIndex& index, const std::string& path) {
  const std::string beside = path + ".new";
  std::ofstream file(beside, std::ios::binary);
  file << (path.ends_with(".json") ? index.to_json(now()) : index.snapshot());
  file.close();
  if (!file || std::rename(beside.c_str(), path.c_str()) != 0) {
    return Error{ErrorCode::store, "cannot write " + path};
  }
  return {};
}

}  // namespace

int patterns_list(const PatternOptions& options) {
  auto state = open_state(options.common);
  if (!state) return fail(state.error());
  auto loaded = load_patterns((*state)->ports().store, {});
  if (!loaded) return fail(loaded.error());
  for (const Error& damaged : loaded->damaged)
    std::cerr << "warning: " << damaged.message << "\n";
  const std::vector<Pattern>& patterns = loaded->patterns;
  if (options.common.json) {
    std::cout << print_library(patterns, (*state)->ports().clock.now()) << "\n";
    return exit_ok;
  }
  std::cout << patterns.size() << " patterns\n";
  if (!patterns.empty())
    std::cout << "id            state         conf  held failed  error  file\n";
  for (const Pattern& pattern : patterns)
    print_table_row(pattern);
  return exit_ok;
}

int patterns_import(const PatternOptions& options) {
  auto text = read_all(options.file);
  if (!text) return fail(text.error());
  auto library = parse_library(*text);
  if (!library) return fail(library.error());
  auto state = open_state(options.common);
  if (!state) return fail(state.error());
  auto added = import_patterns((*state)->ports().store, *library, {});
  if (!added) return fail(added.error());
  std::cout << *added << " of " << library->size() << " patterns were new\n";
  return exit_ok;
}

int patterns_export(const PatternOptions& options) {
  auto state = open_state(options.common);
  if (!state) return fail(state.error());
  auto loaded = load_patterns((*state)->ports().store, {});
  if (!loaded) return fail(loaded.error());
  const std::string text = print_library(loaded->patterns, (*state)->ports().clock.now());
  if (options.file == "-") {
    std::cout << text << "\n";
    return exit_ok;
  }
  std::ofstream file(options.file, std::ios::binary);
  file << text << "\n";
  file.close();
  if (!file) return fail({ErrorCode::store, "cannot write " + options.file});
  return exit_ok;
}

int patterns_learn(const PatternFileOptions& options) {
  auto loaded = load_index(options.library);
  if (!loaded) return fail(loaded.error());
  PatternIndex index;
  if (*loaded) index = std::move(**loaded);
  std::size_t learned = 0;
  std::size_t lines = 0;
  std::ostream nowhere(nullptr);
  const int wrong =
      for_each_line(std::cin, nowhere, [&](const json::object& input) -> Result<json::object> {
        auto line = read_region(input);
        auto after = text_member(input, "after", true);
        ++lines;
        if (!line || !after) {
          const Error& error = line ? after.error() : line.error();
          std::cerr << "record " << lines << ": " << error.message << "\n";
          return error;
        }
        if (index.learn((*line)->region, *after)) ++learned;
        return json::object();
      });
  index.settle();
  if (const Status saved = save_index(index, options.library); !saved) return fail(saved.error());
  const PatternIndexSize size = index.size();
  std::cout << "learned " << learned << " of " << lines << " fixes; the library knows "
            << size.edits << " fixes, " << size.rights << " repairs, " << size.patterns
            << " patterns\n";
  return wrong == 0 ? exit_ok : exit_failed;
}

int patterns_propose(const PatternFileOptions& options) {
  auto loaded = load_index(options.library);
  if (!loaded) return fail(loaded.error());
  if (!*loaded) return fail({ErrorCode::store, "no library at " + options.library});
  const PatternIndex& index = **loaded;
  ProposeOptions how;
  how.candidates_max = options.top;
  how.other_repositories = options.exclude_same_repo;
  how.deletions = options.deletions;
  const int wrong =
      for_each_line(std::cin, std::cout, [&](const json::object& input) -> Result<json::object> {
        auto line = read_region(input);
        if (!line) return line.error();
        json::array candidates;
        for (const PatternProposal& proposal : index.propose((*line)->region, how)) {
          candidates.push_back({{"after", proposal.after},
                                {"pattern", proposal.pattern},
                                {"confidence", proposal.confidence},
                                {"why", proposal.why}});
        }
        return json::object{{"candidates", std::move(candidates)}};
      });
  return wrong == 0 ? exit_ok : exit_failed;
}

}  // namespace homeostat::cli
