#include "core/pattern/learn.hpp"

#include <algorithm>
#include <cstdlib>

#include <homeostat/fingerprint.hpp>
#include <homeostat/secrets.hpp>

#include "core/base/sha256.hpp"
#include "core/pattern/generalise.hpp"

namespace homeostat {
namespace pattern {
namespace {

constexpr std::size_t id_digits = 32;

bool follows_operand(const Template& edit, std::size_t i) {
  if (i > 0) return edit.right[i - 1].hole >= 0;
  return edit.edit_begin > 0 && is_hole(edit.left[edit.edit_begin - 1].kind);
}

// `x as T`, `x!`, `const a: T`: JavaScript would not read them.
bool is_typescript_only(const Template& edit) {
  for (std::size_t i = 0; i < edit.right.size(); ++i) {
    const std::string& text = edit.right[i].text;
    if (text == "as" || text == "satisfies") return true;
    if (text == "!" && follows_operand(edit, i)) return true;
  }
  return false;
}

bool is_near(int line, const std::vector<int>& lines) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](int near) { return near > 0 && std::abs(near - line) <= lines_near; });
}

int line_of(const TokenStream& stream, std::size_t index) {
  if (stream.tokens.empty()) return 1;
  return static_cast<int>(stream.tokens[std::min(index, stream.tokens.size() - 1)].line);
}

// A line of a file without its end: text outside of any token (a comment) is not an edit.
Edit make_edit(const LearnedFrom& from, const EditContext& context, const std::vector<int>& lines) {
  const MessageSlots slots = read_slots(plain_type(from.error_type), from.message);
  Edit edit;
  edit.family = context.before.family;
  edit.message_form = slots.form;
  edit.concrete = concrete_template(context);
  const bool first_near = is_near(line_of(context.before, context.edit.begin), lines);
  const std::size_t last = context.edit.begin + context.edit.removed;
  if ((first_near || is_near(line_of(context.before, last), lines)) && !slots.form.empty()) {
    edit.abstract = abstract_templates(context, slots);
    if (edit.abstract.empty() && from.shapes) {
      if (auto shape = shape_template(context, slots)) edit.abstract.push_back(*std::move(shape));
    }
  }
  edit.typescript = from.language == Language::typescript &&
                    std::any_of(edit.abstract.begin(), edit.abstract.end(), is_typescript_only);
  return edit;
}

}  // namespace

std::string_view plain_type(std::string_view error_type) {
  const std::size_t cut = error_type.find_last_of("\\.:");
  return cut == std::string_view::npos ? error_type : error_type.substr(cut + 1);
}

PatternId id_of(std::string_view error_type, const Edit& edit) {
  Edit identity = edit;
  if (!identity.abstract.empty()) identity.concrete.reset();
  std::string text(plain_type(error_type));
  text += '\n';
  text += print_edit(identity);
  return PatternId("p1:" + base::sha256_hex(text).substr(0, id_digits));
}

Result<Edit> parse_checked_edit(std::string_view json) {
  auto edit = parse_edit(json);
  if (edit && !find_secrets(json, SecretProfile::guard).empty()) {
    return Error{ErrorCode::invalid_argument, "edit: holds a secret"};
  }
  return edit;
}

std::optional<Pattern> learn(const LearnedFrom& from, std::string_view before,
                             std::string_view after, const std::vector<int>& lines) {
  const Family family = family_of(from.language);
  const TokenStream old_stream = read_tokens(before, family);
  const TokenStream new_stream = read_tokens(after, family);
  const auto token_edit = find_edit(old_stream, new_stream);
  if (!token_edit) return std::nullopt;
  const EditContext context{old_stream, new_stream, *token_edit};
  const Edit edit = make_edit(from, context, lines);
  Pattern learned;
  learned.error_type = from.error_type;
  learned.fingerprint = from.fingerprint;
  learned.message_template = message_template(from.message);
  learned.language = from.language;
  learned.file_path = from.path;
  learned.edit_json = print_edit(edit);
  learned.id = id_of(from.error_type, edit);
  // What could not be read back (too large, not UTF-8, a secret) is not learned.
  if (!parse_checked_edit(learned.edit_json)) return std::nullopt;
  return learned;
}

}  // namespace pattern

std::optional<Pattern> learn_pattern(const Diagnosis& diagnosis,
                                     const std::vector<FileContent>& before,
                                     const std::vector<FileContent>& after) {
  const FileContent* old_file = nullptr;
  const FileContent* new_file = nullptr;
  for (const FileContent& file : before) {
    const auto same_path = [&](const FileContent& other) { return other.path == file.path; };
    const auto found = std::find_if(after.begin(), after.end(), same_path);
    if (found == after.end()) return std::nullopt;
    if (found->content == file.content) continue;
    if (old_file != nullptr) return std::nullopt;
    old_file = &file;
    new_file = &*found;
  }
  if (old_file == nullptr || after.size() != before.size()) return std::nullopt;
  pattern::LearnedFrom from;
  from.fingerprint = diagnosis.fingerprint;
  from.error_type = diagnosis.report.error_type.value;
  from.message = diagnosis.report.message.value;
  from.language = language_of_path(old_file->path);
  if (from.language == Language::unknown) from.language = diagnosis.language;
  from.path = old_file->path;
  std::vector<int> lines;
  for (const Location& location : diagnosis.locations) {
    if (location.path == old_file->path) lines.push_back(location.line);
  }
  return pattern::learn(from, old_file->content, new_file->content, lines);
}

}  // namespace homeostat
