/// Learns from one file of fixes, proposes for another, and says how often the developer's own
/// words came out. See README.md in this folder.

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "core/pattern/lattice_propose.hpp"
#include "core/pattern/word_edit.hpp"

namespace json = boost::json;
using namespace homeostat;
using namespace homeostat::pattern;

namespace {

struct Row {
  std::string id, repo, lang, date, cls, grp, message, before, after, split;
  std::uint32_t line = 1;
  int edit_words = 0;
  bool crash = false, runtime = false;
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
    const json::object& o = value.get_object();
    Row row;
    row.id = text_of(o, "id");
    row.repo = text_of(o, "repo");
    row.lang = text_of(o, "lang");
    row.date = text_of(o, "date");
    row.cls = text_of(o, "cls");
    row.grp = text_of(o, "grp");
    row.message = text_of(o, "message");
    row.split = text_of(o, "split_by");
    row.crash = flag_of(o, "crash_msg");
    row.runtime = flag_of(o, "runtime");
    const std::string head = text_of(o, "context_before");
    row.before = join(head, text_of(o, "before_hunk"), text_of(o, "context_after"));
    row.after = join(head, text_of(o, "after_hunk"), text_of(o, "context_after"));
    if (!head.empty())
      row.line += 1 + static_cast<std::uint32_t>(std::count(head.begin(), head.end(), '\n'));
    rows.push_back(std::move(row));
  }
  return rows;
}

Family family_of_row(const Row& row) {
  if (row.lang == "py") return Family::python;
  if (row.lang == "php") return Family::php;
  return Family::javascript;
}

struct Site {
  explicit Site(const Row& row)
      : skip(code_begin(row.before, family_of_row(row))),
        text(std::string_view(row.before).substr(skip)),
        region(text, family_of_row(row)),
        keys(region) {
    const auto skipped =
        std::count(row.before.begin(), row.before.begin() + static_cast<long>(skip), '\n');
    line = row.line > skipped ? row.line - static_cast<std::uint32_t>(skipped) : 1;
    const std::size_t skip_after = code_begin(row.after, family_of_row(row));
    after_text = std::string_view(row.after).substr(skip_after);
  }
  std::size_t skip;
  std::string_view text;
  std::string_view after_text;
  Region region;
  KeyMaker keys;
  std::uint32_t line = 1;
};

struct Tally {
  int n = 0, top1 = 0, top5 = 0, any = 0;
};

double seconds_since(std::chrono::steady_clock::time_point began) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

}  // namespace

int main(int argc, char** argv) {
  std::string train_path, eval_path, dump_path, until;
  bool misses = false, deletions = false, others = false;
  int part = -1;  // -1: all
  int limit = 1 << 30;
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    if (a == "--train") train_path = argv[++i];
    if (a == "--eval") eval_path = argv[++i];
    if (a == "--dump") dump_path = argv[++i];
    if (a == "--misses") misses = true;
    if (a == "--deletions") deletions = true;
    if (a == "--exclude-same-repo") others = true;
    if (a == "--until") until = argv[++i];
    if (a == "--part") part = std::atoi(argv[++i]);
    if (a == "--limit") limit = std::atoi(argv[++i]);
  }
  auto began = std::chrono::steady_clock::now();
  std::vector<Row> train = read_rows(train_path);
  std::fprintf(stderr, "read %zu rows in %.1f s\n", train.size(), seconds_since(began));
  const auto in_part = [&](const Row& row) {
    return part >= 0 && (repository_bit(row.repo) % 5) == static_cast<unsigned>(part);
  };
  (void)in_part;
  LatticeIndex index;
  began = std::chrono::steady_clock::now();
  std::size_t learned = 0;
  const auto held_out = [&](const Row& row) {
    if (!until.empty()) return row.date >= until;
    if (part < 0) return false;
    std::uint64_t h = 1469598103934665603ULL;
    for (const char c : row.repo)
      h = (h ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return static_cast<int>((h >> 20U) % 5) == part;
  };
  for (const Row& row : train) {
    if (held_out(row)) continue;
    const Site site(row);
    const Region after(site.after_text, family_of_row(row));
    const auto edit = find_word_edit(site.region, after);
    if (!edit) continue;
    auto right = make_right(site.region, after, site.keys, *edit, Reach::near);
    if (!right) continue;
    std::vector<Key> keys;
    site.keys.make({edit->at, edit->removed}, keys);
    auto far = make_right(site.region, after, site.keys, *edit, Reach::far);
    const bool differs = far->identity() != right->identity();
    const MessageWords said("", row.message);
    index.add(keys, std::move(*right), repository_bit(row.repo), said.topics());
    if (differs) index.add(keys, std::move(*far), repository_bit(row.repo), said.topics());
    ++learned;
  }
  index.settle();
  std::fprintf(stderr, "learned %zu of %zu in %.1f s: %zu keys, %zu patterns, %zu rights\n",
               learned, train.size(), seconds_since(began), index.keys(), index.patterns(),
               index.rights());
  began = std::chrono::steady_clock::now();
  for (const Row& row : train) {
    if (held_out(row)) continue;
    index.count_site();
    const Site site(row);
    for_each_spot(index, site.region, site.keys, site.line, [&](Spot, std::span<const Key> keys) {
      for (const Key& key : keys)
        index.count_trial(key.hash);
    });
  }
  std::fprintf(stderr, "replayed in %.1f s\n", seconds_since(began));
  std::vector<Row> eval;
  if (eval_path.empty()) {
    for (const Row& row : train)
      if (held_out(row)) eval.push_back(row);
  } else {
    eval = read_rows(eval_path);
  }
  std::map<std::string, Tally> tallies;
  std::vector<std::pair<double, bool>> confident;
  std::vector<double> times;
  std::ofstream dump;
  if (!dump_path.empty()) dump.open(dump_path, std::ios::binary);
  std::size_t candidates = 0;
  began = std::chrono::steady_clock::now();
  int seen = 0;
  for (const Row& row : eval) {
    if (seen++ >= limit) break;
    const Site site(row);
    const Region after(site.after_text, family_of_row(row));
    const auto edit = find_word_edit(site.region, after);
    const std::uint64_t wanted = after.hash_of({0, after.size()});
    const auto start = std::chrono::steady_clock::now();
    const MessageWords message("", row.message);
    const LatticeQuery query{site.region,
                             site.keys,
                             site.line,
                             message,
                             repository_bit(row.repo),
                             others || row.split == "repo",
                             deletions};
    const auto found = propose_words(index, query);
    times.push_back(seconds_since(start));
    candidates += found.size();
    std::size_t rank = found.size();
    for (std::size_t i = 0; i < found.size() && rank == found.size(); ++i)
      if (found[i].result == wanted) rank = i;
    const bool hit = rank < found.size();
    if (!found.empty()) confident.push_back({found[0].score, rank == 0});
    const int words = edit ? static_cast<int>(edit->removed + edit->inserted) : 0;
    const bool deletion = edit && edit->inserted == 0;
    std::vector<std::string> groups{"ALL", "lang " + row.lang, "grp " + row.grp, "cls " + row.cls};
    groups.push_back(words <= 4    ? "size 1-4"
                     : words <= 12 ? "size 5-12"
                     : words <= 30 ? "size 13-30"
                                   : "size >30");
    if (!deletion) groups.push_back("without deletions");
    if (row.crash) groups.push_back("crash-like");
    if (row.runtime && words <= 12) groups.push_back("CORE");
    if (row.runtime && words <= 12 && row.crash) groups.push_back("CORE crash-like");
    for (const std::string& g : groups) {
      for (const std::string& name : {g, g + " | " + row.split}) {
        Tally& t = tallies[name];
        ++t.n;
        t.top1 += rank == 0 && hit;
        t.top5 += rank < 5 && hit;
        t.any += hit;
      }
    }
    if (dump.is_open()) {
      if (!hit && seen % 4 != 0) continue;
      const std::size_t kept = std::min<std::size_t>(found.size(), hit ? 100 : 50);
      for (std::size_t i = 0; i < found.size(); ++i) {
        const bool right = found[i].result == wanted;
        if (i >= kept && !right) continue;
        const float label = right ? 1.0F : 0.0F;
        const float site_id = static_cast<float>(seen);
        dump.write(reinterpret_cast<const char*>(&site_id), 4);
        dump.write(reinterpret_cast<const char*>(&label), 4);
        dump.write(reinterpret_cast<const char*>(found[i].features.data()), sizeof(Features));
      }
    }
  }
  std::fprintf(stderr, "proposed for %zu in %.1f s, %zu candidates\n", times.size(),
               seconds_since(began), candidates);
  std::sort(times.begin(), times.end());
  if (!times.empty())
    std::printf("time p50 %.2f ms p99 %.2f ms\n", 1e3 * times[times.size() / 2],
                1e3 * times[times.size() * 99 / 100]);
  for (const auto& [name, t] : tallies) {
    if (t.n < 5) continue;
    std::printf("%-44s %6d  %5.1f %5.1f %5.1f\n", name.c_str(), t.n, 100.0 * t.top1 / t.n,
                100.0 * t.top5 / t.n, 100.0 * t.any / t.n);
  }
  std::sort(confident.begin(), confident.end(), [](auto& a, auto& b) { return a.first > b.first; });
  for (const double share : {0.0025, 0.005, 0.01, 0.02, 0.05}) {
    const auto n = std::min(confident.size(),
                            static_cast<std::size_t>(share * static_cast<double>(eval.size())));
    int right = 0;
    for (std::size_t i = 0; i < n; ++i)
      right += confident[i].second;
    if (n > 0)
      std::printf("precision at %.2f %%: %.0f %% of %zu\n", 100 * share,
                  100.0 * right / static_cast<double>(n), n);
  }
}
