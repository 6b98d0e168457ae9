#include "core/diff/find_runs.hpp"

#include <algorithm>
#include <bit>
#include <span>
#include <utility>

namespace homeostat::diff {

namespace {

// Hashes are polynomials modulo the Mersenne prime 2^61 - 1. A collision costs time only: every
// find is compared.
constexpr std::uint64_t prime = (std::uint64_t{1} << 61) - 1;
constexpr std::uint64_t base = 0x1a2b3c4d5e6f7081ULL % prime;

std::uint64_t multiply(std::uint64_t a, std::uint64_t b) {
  __extension__ using Wide = unsigned __int128;
  const Wide product = static_cast<Wide>(a) * b;
  const auto sum =
      static_cast<std::uint64_t>(product & prime) + static_cast<std::uint64_t>(product >> 61);
  return sum >= prime ? sum - prime : sum;
}

std::uint64_t append(std::uint64_t hash, std::uint32_t line) {
  return (multiply(hash, base) + line + 1) % prime;
}

std::uint64_t hash_of(std::span<const std::uint32_t> lines) {
  std::uint64_t hash = 0;
  for (const auto line : lines) {
    hash = append(hash, line);
  }
  return hash;
}

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

std::string normalize_white_space(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == '\n')) {
    line.remove_suffix(1);
  }
  std::string result;
  result.reserve(line.size());
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!is_white(line[i])) {
      result += line[i];
    } else if (i == 0 || !is_white(line[i - 1])) {
      result += ' ';
    }
  }
  return result;
}

RunFinder::RunFinder(std::vector<std::uint32_t> text) : text_(std::move(text)) {
  hashes_.push_back(0);
  powers_.push_back(1);
  for (const auto line : text_) {
    hashes_.push_back(append(hashes_.back(), line));
    powers_.push_back(multiply(powers_.back(), base));
  }
}

std::uint64_t RunFinder::hash_at(std::size_t begin, std::size_t length) const {
  const auto before = multiply(hashes_[begin], powers_[length]);
  return (hashes_[begin + length] + prime - before) % prime;
}

const RunFinder::Index& RunFinder::index_of(std::size_t length) {
  auto& index = indexes_[length];
  if (!index.empty()) return index;
  for (std::size_t begin = 0; begin + length <= text_.size(); ++begin) {
    index.push_back({hash_at(begin, length), begin});
  }
  std::sort(index.begin(), index.end());
  return index;
}

std::vector<std::size_t> RunFinder::find(const std::vector<std::uint32_t>& run,
                                         std::size_t places_max, const Accept& accept) {
  if (run.size() > text_.size()) return {};
  // The run's first and last lines, as many as there is an index for, cover it. The rarer of the
  // two says where to look.
  const auto length = std::bit_floor(run.size());
  const auto& index = index_of(length);
  const auto equal = [&](std::size_t begin) {
    const auto hash = hash_of(std::span(run).subspan(begin, length));
    return std::equal_range(index.begin(), index.end(), Window{hash, 0},
                            [](const Window& a, const Window& b) { return a.hash < b.hash; });
  };
  const auto shift = run.size() - length;
  const auto head = equal(0);
  const auto tail = equal(shift);
  const bool by_tail = tail.second - tail.first < head.second - head.first;
  const auto back = by_tail ? shift : 0;
  const auto hash = hash_of(run);
  std::vector<std::size_t> places;
  const auto [first, last] = by_tail ? tail : head;
  for (auto window = first; window != last && places.size() < places_max; ++window) {
    if (window->begin < back || window->begin - back + run.size() > text_.size()) continue;
    const auto begin = window->begin - back;
    if (hash_at(begin, run.size()) != hash || !accept(begin)) continue;
    if (std::equal(run.begin(), run.end(), text_.begin() + static_cast<std::ptrdiff_t>(begin))) {
      places.push_back(begin);
    }
  }
  return places;
}

}  // namespace homeostat::diff
