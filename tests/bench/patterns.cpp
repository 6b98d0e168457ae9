/// Learns from a file of real fixes, proposes for another one, and says how often the developer's
/// own edit came out. See README.md in this folder.

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include <homeostat/pattern_index.hpp>

namespace json = boost::json;
using namespace homeostat;

namespace {

struct Row {
  std::string id, repo, lang, path, date, cls, grp, message, before, after, split;
  int line = 1;
  int words = 0;
  bool crash = false;
  bool runtime = false;
};

std::string text_of(const json::object& o, const char* key) {
  const json::value* v = o.if_contains(key);
  return v != nullptr && v->is_string() ? std::string(v->get_string()) : std::string();
}

bool flag_of(const json::object& o, const char* key) {
  const json::value* v = o.if_contains(key);
  return v != nullptr && v->is_bool() && v->get_bool();
}

std::string join(const std::string& a, const std::string& b, const std::string& c) {
  std::string out;
  for (const std::string* part : {&a, &b, &c}) {
    if (part->empty()) continue;
    if (!out.empty()) out += '\n';
    out += *part;
  }
  return out;
}

std::vector<Row> read_rows(const std::string& path) {
  std::vector<Row> rows;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    const json::value value = json::parse(line);
    const json::object& o = value.as_object();
    Row row;
    row.id = text_of(o, "id");
    row.repo = text_of(o, "repo");
    row.lang = text_of(o, "lang");
    row.path = text_of(o, "path");
    row.date = text_of(o, "date");
    row.cls = text_of(o, "cls");
    row.grp = text_of(o, "grp");
    row.message = text_of(o, "message");
    row.split = text_of(o, "split_by");
    row.crash = flag_of(o, "crash_msg");
    row.runtime = flag_of(o, "runtime");
    if (const json::value* words = o.if_contains("edit_tokens")) {
      row.words = words->is_int64() ? static_cast<int>(words->get_int64()) : 0;
    }
    const std::string head = text_of(o, "context_before");
    row.before = join(head, text_of(o, "before_hunk"), text_of(o, "context_after"));
    row.after = join(head, text_of(o, "after_hunk"), text_of(o, "context_after"));
    if (!head.empty()) row.line += 1 + static_cast<int>(std::count(head.begin(), head.end(), '\n'));
    rows.push_back(std::move(row));
  }
  return rows;
}

PatternRegion region_of(const Row& row) {
  PatternRegion region;
  region.repo = row.repo;
  region.path = row.path;
  region.language = language_of_name(row.lang);
  region.text = row.before;
  region.line = row.line;
  region.message = row.message;
  return region;
}

/// Exact but for white space.
std::string bare(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') out += c;
  }
  return out;
}

struct Tally {
  int n = 0;
  int first = 0;
  int five = 0;
  int any = 0;
};

struct Options {
  std::string train;
  std::string eval;
  bool others = false;
  bool deletions = false;
  std::size_t limit = 1'000'000;
};

using Clock = std::chrono::steady_clock;
double seconds_since(Clock::time_point began) {
  return std::chrono::duration<double>(Clock::now() - began).count();
}

std::vector<std::string> groups_of(const Row& row, bool deletion) {
  std::vector<std::string> groups{"all", "language " + row.lang, "group " + row.grp,
                                  "class " + row.cls};
  groups.push_back(row.words <= 4    ? "size 1-4"
                   : row.words <= 12 ? "size 5-12"
                   : row.words <= 30 ? "size 13-30"
                                     : "size over 30");
  if (!deletion) groups.emplace_back("without deletions");
  if (row.crash) groups.emplace_back("crash-like");
  if (row.runtime && row.words <= 12) groups.emplace_back("runtime, at most 12 words");
  if (row.runtime && row.words <= 12 && row.crash) groups.emplace_back("runtime, crash-like");
  return groups;
}

void learn(PatternIndex& index, const Options& options) {
  const auto began = Clock::now();
  std::size_t learned = 0;
  const std::vector<Row> rows = read_rows(options.train);
  for (const Row& row : rows)
    learned += index.learn(region_of(row), row.after) ? 1 : 0;
  index.settle();
  const PatternIndexSize size = index.size();
  std::printf("learned %zu of %zu fixes in %.1f s: %zu repairs, %zu keys, %zu patterns\n", learned,
              rows.size(), seconds_since(began), size.rights, size.keys, size.patterns);
}

void print(const std::map<std::string, Tally>& tallies, std::vector<double> micros) {
  for (const auto& [name, t] : tallies) {
    if (t.n < 5) continue;
    std::printf("%-48s %6d  %5.1f %5.1f %5.1f\n", name.c_str(), t.n, 100.0 * t.first / t.n,
                100.0 * t.five / t.n, 100.0 * t.any / t.n);
  }
  std::sort(micros.begin(), micros.end());
  if (micros.empty()) return;
  std::printf("time a place: median %.0f us, 99th percentile %.0f us\n", micros[micros.size() / 2],
              micros[micros.size() * 99 / 100]);
}

void print_precision(std::vector<std::pair<double, bool>> firsts, std::size_t places) {
  std::sort(firsts.begin(), firsts.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
  for (const double share : {0.0025, 0.005, 0.01, 0.02, 0.05}) {
    const auto count =
        std::min(firsts.size(), static_cast<std::size_t>(share * static_cast<double>(places)));
    const auto right = std::count_if(firsts.begin(), firsts.begin() + static_cast<long>(count),
                                     [](const auto& one) { return one.second; });
    if (count == 0) continue;
    std::printf("precision at the most confident %.2f %%: %.0f %% of %zu\n", 100 * share,
                100.0 * static_cast<double>(right) / static_cast<double>(count), count);
  }
}

void evaluate(const PatternIndex& index, const Options& options) {
  ProposeOptions how;
  how.candidates_max = 100;
  how.deletions = options.deletions;
  std::map<std::string, Tally> tallies;
  std::vector<double> micros;
  std::vector<std::pair<double, bool>> firsts;
  std::vector<Row> rows = read_rows(options.eval);
  rows.resize(std::min(rows.size(), options.limit));
  for (const Row& row : rows) {
    how.other_repositories = options.others || row.split == "repo";
    const auto began = Clock::now();
    const auto proposals = index.propose(region_of(row), how);
    micros.push_back(1e6 * seconds_since(began));
    const std::string wanted = bare(row.after);
    std::size_t rank = 0;
    while (rank < proposals.size() && bare(proposals[rank].after) != wanted)
      ++rank;
    const bool found = rank < proposals.size();
    if (!proposals.empty()) firsts.emplace_back(proposals[0].confidence, rank == 0);
    const bool deletion = row.cls == "deletion" || row.grp == "deletion";
    for (const std::string& group : groups_of(row, deletion)) {
      for (const std::string& name : {group, group + " | " + row.split}) {
        Tally& t = tallies[name];
        ++t.n;
        t.first += found && rank == 0 ? 1 : 0;
        t.five += found && rank < 5 ? 1 : 0;
        t.any += found ? 1 : 0;
      }
    }
  }
  print(tallies, std::move(micros));
  print_precision(std::move(firsts), rows.size());
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const bool more = i + 1 < argc;
    if (word == "--train" && more) options.train = argv[++i];
    if (word == "--eval" && more) options.eval = argv[++i];
    if (word == "--limit" && more) options.limit = std::stoul(argv[++i]);
    if (word == "--exclude-same-repo") options.others = true;
    if (word == "--deletions") options.deletions = true;
  }
  if (options.train.empty() || options.eval.empty()) {
    std::printf("bench_patterns --train FILE --eval FILE [--exclude-same-repo] [--deletions]\n");
    return 2;
  }
  PatternIndex index;
  learn(index, options);
  evaluate(index, options);
  return 0;
}
