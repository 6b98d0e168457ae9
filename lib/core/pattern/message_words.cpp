#include "core/pattern/message_words.hpp"

#include <algorithm>

#include "core/pattern/common_words.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t message_bytes_max = 2000;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

// Stems, parted by bars; a topic is on if one of them stands in the message.
constexpr std::array<std::string_view, message_topics> stems{
    "null|undefined|none|nil|guard|exist|missing|empty|isset|not set|not defined",
    "default|fallback|optional",
    "await|async|promise|race|callback",
    "index|range|length|bound|off by one|offset|overflow|first|last",
    "type|instance|convert|cast|string|array|object|bool",
    "rename|typo|spell|wrong|incorrect|name|variable",
    "remove|drop|delete|unused|revert|disable|unnecessary|debug",
    "return",
    "throw|exception|catch|raise",
    "condition|check|only if|when|should not",
    "crash|error|fatal|cannot read|warning|notice|traceback",
    "add|allow|support|handle|include",
};

bool mentions(std::string_view message, std::string_view alternatives) {
  while (!alternatives.empty()) {
    const std::size_t end = std::min(alternatives.find('|'), alternatives.size());
    if (message.find(alternatives.substr(0, end)) != std::string_view::npos) return true;
    alternatives.remove_prefix(std::min(end + 1, alternatives.size()));
  }
  return false;
}

template <class Use>
void for_each_part(std::string_view name, Use use) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= name.size(); ++i) {
    const bool end = i == name.size() || name[i] == '_' || name[i] == '$';
    const bool hump = !end && i > begin && name[i] >= 'A' && name[i] <= 'Z' &&
                      !(name[i - 1] >= 'A' && name[i - 1] <= 'Z');
    if (!end && !hump) continue;
    if (i > begin) use(name.substr(begin, i - begin));
    begin = end ? i + 1 : i;
  }
}

}  // namespace

MessageWords::MessageWords(std::string_view error_type, std::string_view message) {
  slots_ = read_slots(error_type, message);
  message = message.substr(0, message_bytes_max);
  for (std::size_t i = 0; i < message.size();) {
    if (!continues_name(message[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < message.size() && continues_name(message[end]))
      ++end;
    const std::string_view word = message.substr(i, end - i);
    words_.push_back(hash_text(lowered(word)));
    for_each_part(word, [&](std::string_view part) { words_.push_back(hash_text(lowered(part))); });
    i = end;
  }
  std::sort(words_.begin(), words_.end());
  std::string text = lowered(error_type);
  text += ' ';
  text += lowered(message);
  for (std::size_t i = 0; i < message_topics; ++i)
    topics_[i] = mentions(text, stems[i]);
}

bool MessageWords::has(std::uint64_t hash) const {
  return std::binary_search(words_.begin(), words_.end(), hash);
}

float MessageWords::names(std::string_view name) const {
  if (name.empty() || words_.empty()) return 0;
  if (name.front() == '$') name.remove_prefix(1);
  if (has(hash_text(lowered(name)))) return 1;
  float parts = 0;
  float found = 0;
  for_each_part(name, [&](std::string_view part) {
    if (part.size() < 3) return;
    ++parts;
    if (has(hash_text(lowered(part)))) ++found;
  });
  return parts > 0 ? 0.8F * found / parts : 0;
}

}  // namespace homeostat::pattern
