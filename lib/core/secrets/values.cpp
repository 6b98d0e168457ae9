#include "core/secrets/values.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/secrets/randomness.hpp"

namespace homeostat::secrets {
namespace {

bool is_uuid(std::string_view value) {
  if (value.size() != 36) return false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? value[i] != '-' : !base::is_hex_digit(value[i])) return false;
  }
  return true;
}

/// Words of a program between . _ - : / and spaces: "user.password", "auth/login", "std::string".
bool is_code_name(std::string_view value) {
  const Makeup makeup = makeup_of(value);
  return makeup.surprise < 0.25 && std::all_of(value.begin(), value.end(), [](char c) {
           return base::is_word(c) ||
                  std::string_view(".-:/ $*?").find(c) != std::string_view::npos;
         });
}

bool is_location(std::string_view value) {
  return value.find("://") != value.npos || value.starts_with('/') || value.starts_with("./") ||
         value.starts_with("~/") || value.starts_with("arn:") || value.ends_with(".json") ||
         value.ends_with(".pem") || value.ends_with(".txt");
}

bool has_space(std::string_view value) {
  return std::any_of(value.begin(), value.end(), base::is_space);
}

bool is_password(std::string_view value, ValueForm form, SecretProfile profile) {
  const Makeup makeup = makeup_of(value);
  const std::size_t letters = makeup.lowers + makeup.uppers;
  if (profile == SecretProfile::redact) {
    if (form == ValueForm::spaced)
      return value.size() >= 6 && makeup.classes() >= 2 && !is_code_name(value);
    if (value.size() < 4 || (makeup.others == value.size())) return false;
    return form == ValueForm::quoted ? true : makeup.classes() >= 2 && !is_code_name(value);
  }
  if (value.size() < 7 || letters == 0) return false;
  const bool mixed = makeup.digits > 0 && (makeup.classes() >= 3 || makeup.surprise > 0.1);
  const bool symbols = makeup.others > 1 && makeup.classes() >= 3;
  if (form == ValueForm::quoted) return mixed || symbols || looks_random(value);
  return value.size() >= 8 && makeup.digits > 0 && makeup.classes() >= 3;
}

bool is_key(NameKind kind, std::string_view value, ValueForm form, SecretProfile profile) {
  if (is_uuid(value)) return kind == NameKind::secret;
  const bool guard = profile == SecretProfile::guard;
  const std::size_t size_min = kind == NameKind::secret ? (guard ? 16U : 10U)
                               : kind == NameKind::key  ? (guard ? 20U : 16U)
                                                        : (guard ? 24U : 16U);
  if (value.size() < size_min) return false;
  const Makeup makeup = makeup_of(value);
  if (form != ValueForm::quoted && makeup.digits == 0 && makeup.others < 2) return false;
  return looks_random(value);
}

}  // namespace

double judge_value(NameKind kind, std::string_view value, ValueForm form,
                   SecretProfile profile) noexcept {
  if (has_space(value) || is_location(value) || is_placeholder(value)) return 0;
  if (is_code_name(value) && !(makeup_of(value).is_hex && value.size() >= 16) &&
      !(profile == SecretProfile::redact && form == ValueForm::quoted)) {
    return 0;
  }
  if (kind == NameKind::password) return is_password(value, form, profile) ? 0.7 : 0;
  if (!is_key(kind, value, form, profile)) return 0;
  return kind == NameKind::secret ? 0.75 : 0.6;
}

}  // namespace homeostat::secrets
