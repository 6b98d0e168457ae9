// The compact binary form of an index: a head with counts and a checksum, then tables as they are
// in memory (of machines with the same byte order), then right sides.
#include <bit>
#include <cstring>

#include "core/base/format.hpp"
#include "core/pattern/lattice_index.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::string_view magic = "HMSTPAT2";
constexpr std::size_t count_max = std::size_t{1} << 28U;
constexpr std::size_t text_bytes_max = 4096;
constexpr std::size_t parts_max = 256;

struct Head {
  char magic[8] = {};
  std::uint64_t checksum = 0;  ///< of all that follows
  std::uint64_t entries = 0;
  std::uint64_t slots = 0;
  std::uint64_t keys = 0;
  std::uint64_t rights = 0;
  std::uint64_t edits = 0;
  std::uint64_t sites = 0;
};

Error wrong(std::string_view what) {
  return {ErrorCode::invalid_argument, base::format("pattern index: {}", what)};
}

std::uint64_t checksum_of(std::string_view bytes) {
  std::uint64_t a = 0x243f6a8885a308d3U;
  std::uint64_t b = bytes.size();
  std::size_t i = 0;
  for (; i + 16 <= bytes.size(); i += 16) {
    std::uint64_t x = 0;
    std::uint64_t y = 0;
    std::memcpy(&x, bytes.data() + i, 8);
    std::memcpy(&y, bytes.data() + i + 8, 8);
    a = std::rotl((a ^ x) * 0x9e3779b97f4a7c15U, 29);
    b = std::rotl((b ^ y) * 0xff51afd7ed558ccdU, 31);
  }
  for (; i < bytes.size(); ++i)
    a = (a ^ static_cast<unsigned char>(bytes[i])) * 0x100000001b3U;
  return mix(a, b);
}

template <class T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

template <class T>
void put_all(std::string& out, const std::vector<T>& values) {
  if (!values.empty()) {
    out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
}

// Reads from the front; after the first fault everything is zero.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  template <class T>
  T get() {
    T value{};
    if (rest_.size() < sizeof value) {
      fail();
      return value;
    }
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  template <class T>
  void get_all(std::vector<T>& values, std::uint64_t count) {
    if (count > count_max || rest_.size() / sizeof(T) < count) return fail();
    values.resize(static_cast<std::size_t>(count));
    if (count > 0) std::memcpy(values.data(), rest_.data(), values.size() * sizeof(T));
    rest_.remove_prefix(values.size() * sizeof(T));
  }
  std::string_view text(std::size_t size) {
    if (size > text_bytes_max || size > rest_.size()) {
      fail();
      return {};
    }
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }
  void fail() {
    failed_ = true;
    rest_ = {};
  }
  [[nodiscard]] bool done() const { return !failed_ && rest_.empty(); }
  [[nodiscard]] bool failed() const { return failed_; }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

void put_gap(std::string& out, const Gap& gap) {
  put(out, static_cast<std::int8_t>(gap.lines));
  put(out, static_cast<std::int8_t>(gap.level));
  put(out, static_cast<std::int8_t>(gap.spaces));
}

Gap get_gap(Bytes& in) {
  const auto lines = in.get<std::int8_t>();
  const auto level = in.get<std::int8_t>();
  const auto spaces = in.get<std::int8_t>();
  if (lines < 0 || lines > 2 || level < -32 || level > 32 || spaces < 0 || spaces > 1) in.fail();
  return {lines, level, spaces};
}

void put_right(std::string& out, const Right& right, const RightEvidence& evidence) {
  put(out, evidence.repositories);
  put(out, evidence.examples);
  put(out, evidence.topics);
  put(out, static_cast<std::uint8_t>((right.lead ? 1 : 0) | (right.trail ? 2 : 0) |
                                     (right.wraps ? 4 : 0)));
  put(out, right.far_holes);
  put(out, right.own_words);
  put(out, static_cast<std::uint16_t>(right.parts.size()));
  if (right.lead) put_gap(out, *right.lead);
  if (right.trail) put_gap(out, *right.trail);
  for (const RightPart& part : right.parts) {
    put(out, static_cast<std::uint8_t>(part.hole.area));
    put_gap(out, part.gap);
    if (part.hole.area != HoleArea::none) {
      put(out, part.hole.index);
      put(out, static_cast<std::uint8_t>(part.hole.part));
      put(out, static_cast<std::uint8_t>(part.hole.name));
      continue;
    }
    put(out, static_cast<std::uint8_t>(part.kind));
    put(out, static_cast<std::uint16_t>(part.text.size()));
    out += part.text;
  }
}

RightPart get_part(Bytes& in, std::uint8_t far_holes) {
  RightPart part;
  const auto area = in.get<std::uint8_t>();
  if (area > static_cast<std::uint8_t>(HoleArea::far_string)) in.fail();
  part.hole.area = static_cast<HoleArea>(area);
  part.gap = get_gap(in);
  if (part.hole.area != HoleArea::none) {
    part.hole.index = in.get<std::uint8_t>();
    const auto kind = in.get<std::uint8_t>();
    const auto name = in.get<std::uint8_t>();
    const bool known = kind <= static_cast<std::uint8_t>(HolePart::first_argument) &&
                       name <= static_cast<std::uint8_t>(NameKind::member_call);
    if (!known || (is_far(part.hole.area) && part.hole.index >= far_holes)) in.fail();
    part.hole.part = static_cast<HolePart>(kind);
    part.hole.name = static_cast<NameKind>(name);
    return part;
  }
  const auto kind = in.get<std::uint8_t>();
  if (kind > static_cast<std::uint8_t>(TokenKind::other)) in.fail();
  part.kind = static_cast<TokenKind>(kind);
  part.text = in.text(in.get<std::uint16_t>());
  part.hash = hash_of_word(part.kind, part.text);
  if (part.text.empty()) in.fail();
  return part;
}

Right get_right(Bytes& in, RightEvidence& evidence) {
  Right right;
  evidence.repositories = in.get<std::uint64_t>();
  evidence.examples = in.get<std::uint32_t>();
  evidence.topics = in.get<decltype(evidence.topics)>();
  const auto flags = in.get<std::uint8_t>();
  right.far_holes = in.get<std::uint8_t>();
  right.own_words = in.get<std::uint8_t>();
  const auto parts = in.get<std::uint16_t>();
  if (parts > parts_max || right.far_holes > 2 || flags > 7) in.fail();
  if ((flags & 1U) != 0) right.lead = get_gap(in);
  if ((flags & 2U) != 0) right.trail = get_gap(in);
  right.wraps = (flags & 4U) != 0;
  for (std::uint16_t i = 0; i < parts && !in.failed(); ++i)
    right.parts.push_back(get_part(in, right.far_holes));
  if (!is_safe(right)) in.fail();
  return right;
}

}  // namespace

bool LatticeIndex::has_magic(std::string_view bytes) noexcept {
  return bytes.substr(0, magic.size()) == magic;
}

std::string LatticeIndex::to_bytes() const {
  Head head;
  std::memcpy(head.magic, magic.data(), magic.size());
  head.entries = entries_.size();
  head.slots = slots_.size();
  head.keys = keys_;
  head.rights = rights_.size();
  head.edits = edits_;
  head.sites = sites_;
  std::string out;
  out.reserve(sizeof head + entries_.size() * sizeof(LatticeEntry) +
              slots_.size() * sizeof(LatticeSlot) + rights_.size() * 100);
  put(out, head);
  put_all(out, entries_);
  put_all(out, slots_);
  for (std::size_t i = 0; i < rights_.size(); ++i)
    put_right(out, rights_[i], evidence_[i]);
  head.checksum = checksum_of(std::string_view(out).substr(16));
  std::memcpy(out.data(), &head, sizeof head);
  return out;
}

Result<LatticeIndex> LatticeIndex::from_bytes(std::string_view bytes) {
  if (!has_magic(bytes)) return wrong("not a pattern index of this version");
  Bytes in(bytes);
  const Head head = in.get<Head>();
  if (in.failed()) return wrong("is torn");
  if (head.checksum != checksum_of(bytes.substr(16))) return wrong("checksum does not match");
  LatticeIndex index;
  in.get_all(index.entries_, head.entries);
  in.get_all(index.slots_, head.slots);
  if (in.failed() || head.rights > count_max) return wrong("is torn");
  for (std::uint64_t i = 0; i < head.rights && !in.failed(); ++i) {
    RightEvidence evidence;
    Right right = get_right(in, evidence);
    index.right_ids_.emplace(right.identity(), static_cast<std::uint32_t>(i));
    index.rights_.push_back(std::move(right));
    index.evidence_.push_back(evidence);
    index.all_.add(evidence);
  }
  if (!in.done()) return wrong("holds a right side that may not be used");
  std::size_t used = 0;
  for (const LatticeSlot& slot : index.slots_) {
    used += slot.count != 0 ? 1 : 0;
    if (std::size_t{slot.first} + slot.count > index.entries_.size()) {
      return wrong("a key points outside");
    }
  }
  for (const LatticeEntry& entry : index.entries_) {
    if (entry.right >= index.rights_.size()) return wrong("a pattern points outside");
  }
  const bool sized = index.slots_.empty() || std::has_single_bit(index.slots_.size());
  if (!sized || (used != 0 && used == index.slots_.size()) || used != head.keys) {
    return wrong("its table is not one");
  }
  index.keys_ = used;
  index.edits_ = static_cast<std::size_t>(head.edits);
  index.sites_ = static_cast<std::uint32_t>(head.sites);
  index.sites_settled_ = index.sites_;
  return index;
}

}  // namespace homeostat::pattern
