#include <algorithm>
#include <initializer_list>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/secrets/assignments.hpp"
#include "core/secrets/decode.hpp"
#include "core/secrets/escapes.hpp"
#include "core/secrets/hit.hpp"
#include "core/secrets/prefilter.hpp"
#include "core/secrets/scan.hpp"
#include "core/secrets/shapes.hpp"
#include "core/secrets/structures.hpp"
#include "core/secrets/tokens.hpp"

namespace homeostat {
namespace secrets {
namespace {

/// Goes through one text; `depth` 0 decodes what hides in it, once.
class Scanner {
 public:
  Scanner(const Input& input, MaskFunction masks, int depth)
      : input_(input), masks_(masks), depth_(depth), tokens_(input), assignments_(input) {}

  std::vector<Hit> run() {
    visit(
        input_.text, masks_, [this](std::size_t at) { on_anchor(at); },
        [this](std::size_t at) { on_run(at); });
    return std::move(hits_);
  }

 private:
  bool add(const Hit& hit) {
    if (hit.length > 0) hits_.push_back(hit);
    return hit.length > 0;
  }

  bool stands(std::size_t at, std::string_view word) const {
    return base::istarts_with(input_.text.substr(at), word);
  }

  void on_anchor(std::size_t at) {
    if (at < token_end_) return;
    switch (input_.text[at]) {
      case ':':
        if (stands(at, "://")) on_address(at);
        break;
      case '-':
        add(command_option(input_, at));
        break;
      case '$':
        if (add(password_hash(input_, at))) token_end_ = hits_.back().end();
        break;
      case '%':
      case '\\':
        if (at >= escapes_end_) on_escapes(at);
        break;
      default:
        on_word(at);
    }
  }

  void on_address(std::size_t at) {
    add(url_credentials(input_, at));
    if (add(tokens_.at_host(at + 3))) token_end_ = hits_.back().end();
  }

  void on_word(std::size_t at) {
    switch (base::to_lower(input_.text[at])) {
      case 'k':
        if (at >= 8 && input_.text[at] == 'K' && add(private_key(input_, at))) {
          token_end_ = hits_.back().end();
          return;
        }
        return on_name(at, {"key"});
      case 'p':
        if (stands(at, "phrase") && on_phrase(at)) return;
        return on_name(at, {"pass", "pw", "psw", "phrase"});
      case 's':
        return on_name(at, {"secret", "salt"});
      case 't':
        return on_name(at, {"token"});
      case 'c':
        return on_name(at, {"cred"});
      case 'm':
        if (stands(at, "mnemonic")) on_phrase(at);
        return;
      default:
        if (stands(at, "fied ")) add(identified_by(input_, at));
    }
  }

  bool on_phrase(std::size_t at) {
    if (!add(seed_phrase(input_, at))) return false;
    token_end_ = hits_.back().end();
    return true;
  }

  void on_name(std::size_t at, std::initializer_list<std::string_view> words) {
    for (const std::string_view word : words) {
      if (!stands(at, word)) continue;
      add(assignments_.of_name(at));
      return;
    }
  }

  void on_run(std::size_t at) {
    const std::string_view text = input_.text;
    if (at < token_end_) return;
    WordRun run{at, at + run_bytes_min};
    while (run.end < text.size() && is_word_byte(text[run.end]))
      ++run.end;
    if (add(tokens_.in_run(run)) || add(shaped_token(input_, run))) {
      token_end_ = hits_.back().end();
      return;
    }
    if (hits_.empty() || hits_.back().end() <= at) add(assignments_.of_value(run));
    if (depth_ > 0 || at < decoded_end_) return;
    const std::size_t begin = behind_escape(text, at);
    take_decoded(begin, decode_run(text, begin, run.end));
  }

  void on_escapes(std::size_t at) {
    if (depth_ > 0) return;
    Decoded decoded = decode_escapes(input_.text, at);
    escapes_end_ = std::max(at + 1, decoded.end);
    take_decoded(at, decoded);
  }

  /// A secret in decoded text makes all that was decoded one.
  void take_decoded(std::size_t begin, const Decoded& decoded) {
    if (decoded.text.empty()) return;
    decoded_end_ = decoded.end;
    const auto inside = Scanner({decoded.text, input_.profile}, masks_, depth_ + 1).run();
    if (inside.empty()) return;
    const Hit& first =
        *std::max_element(inside.begin(), inside.end(),
                          [](const Hit& a, const Hit& b) { return a.confidence < b.confidence; });
    hits_.push_back({first.rule, first.confidence, begin, decoded.end - begin});
  }

  Input input_;
  MaskFunction masks_;
  int depth_;
  Tokens tokens_;
  Assignments assignments_;
  std::vector<Hit> hits_;
  std::size_t token_end_ = 0;    // what ends before this lies in a token
  std::size_t decoded_end_ = 0;  // what ends before this was decoded
  std::size_t escapes_end_ = 0;
};

/// Sorted by offset; hits that overlap become one that covers both, named by the surer one.
std::vector<Hit> merge(std::vector<Hit> hits) {
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& a, const Hit& b) { return a.offset < b.offset; });
  std::vector<Hit> merged;
  for (const Hit& hit : hits) {
    if (merged.empty() || hit.offset >= merged.back().end()) {
      merged.push_back(hit);
      continue;
    }
    Hit& last = merged.back();
    const std::size_t end = std::max(last.end(), hit.end());
    if (hit.confidence > last.confidence) {
      last.rule = hit.rule;
      last.confidence = hit.confidence;
      last.shown = hit.offset == last.offset ? hit.shown : std::string_view();
    }
    last.length = end - last.offset;
  }
  return merged;
}

}  // namespace

std::vector<Hit> scan(const Input& input, MaskFunction masks) {
  return merge(Scanner(input, masks, 0).run());
}

}  // namespace secrets

std::vector<SecretFinding> find_secrets(std::string_view text, SecretProfile profile) {
  std::vector<SecretFinding> findings;
  int line = 1;
  std::size_t line_start = 0;
  std::size_t at = 0;
  for (const secrets::Hit& hit : secrets::scan({text, profile}, secrets::fastest_masks())) {
    for (; at < hit.offset; ++at) {
      if (text[at] != '\n') continue;
      ++line;
      line_start = at + 1;
    }
    findings.push_back({.rule = std::string(hit.rule),
                        .confidence = hit.confidence,
                        .offset = hit.offset,
                        .length = hit.length,
                        .line = line,
                        .column = static_cast<int>(hit.offset - line_start) + 1,
                        .preview = base::format("{}…({})", hit.shown, hit.length)});
  }
  return findings;
}

}  // namespace homeostat
