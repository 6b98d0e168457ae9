#include "core/secrets/values.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/secrets/decode.hpp"
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
  if (value.starts_with('/')) return !looks_random(value);
  return value.find("://") != value.npos || value.starts_with("./") || value.starts_with("~/") ||
         value.starts_with("arn:") || value.ends_with(".json") || value.ends_with(".pem") ||
         value.ends_with(".txt");
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
  if (value.size() < 8) return false;
  if (makeup.classes() >= 3 && (makeup.digits > 0 || makeup.surprise > 0.3)) return true;
  return form == ValueForm::assigned && makeup.digits >= 2 && makeup.surprise > 0.3;
}

/// "abcd1234abcd1234…": no key of a careful issuer, but long enough to be meant as one.
bool is_long_pattern(std::string_view value, const Makeup& makeup) {
  return value.size() >= 32 && makeup.digits >= 8 && makeup.lowers + makeup.uppers >= 8;
}

std::size_t key_bytes_min(NameKind kind, const Makeup& makeup, bool guard) {
  if (kind == NameKind::secret)
    return guard ? (makeup.digits >= 2 || makeup.classes() >= 3 ? 12U : 16U) : 8U;
  if (kind == NameKind::scheme) return guard ? 12U : 10U;
  if (kind == NameKind::key) return guard ? 20U : 12U;
  return guard ? 24U : 16U;
}

bool is_key(NameKind kind, std::string_view value, ValueForm form, bool guard) {
  if (is_uuid(value)) return kind == NameKind::secret;
  const Makeup makeup = makeup_of(value);
  std::size_t size_min = key_bytes_min(kind, makeup, guard);
  if (form == ValueForm::spaced) size_min = std::max<std::size_t>(size_min, guard ? 16 : 12);
  if (value.size() < size_min) return false;
  if (form == ValueForm::spaced && guard && kind != NameKind::scheme && makeup.digits < 2) {
    return false;
  }
  if (kind == NameKind::secret && is_long_pattern(value, makeup)) return true;
  if (makeup.digits == value.size()) {
    return kind == NameKind::secret && value.size() >= 20 && makeup.distinct >= 5;
  }
  if (form != ValueForm::quoted && makeup.digits == 0 && makeup.others < 2) {
    return value.size() >= 20 && looks_random(value);
  }
  if (!guard && kind == NameKind::secret && form != ValueForm::spaced) {
    return makeup.classes() >= 2 && makeup.surprise > 0.2;
  }
  if (kind == NameKind::secret && form == ValueForm::quoted && makeup.digits > 0 &&
      makeup.classes() >= 4) {
    return true;
  }
  return looks_random(value);
}

/// `Basic dXNlcjpwYXNz`: a user and a password, or words.
bool are_credentials(std::string_view decoded) {
  const std::size_t colon = decoded.find(':');
  return colon != decoded.npos && colon > 0 && !is_template(decoded.substr(0, colon)) &&
         !is_template(decoded.substr(colon + 1));
}

/// Some issuers' tokens have one shape only: a value of another one is no such token.
bool has_foreign_shape(std::string_view name, std::string_view value) {
  if (base::ifind(name, "telegram") == name.npos) return false;
  const std::size_t colon = value.find(':');
  if (colon == value.npos || !base::is_digits(value.substr(0, colon))) return false;
  return colon < 5 || colon > 16 || value.size() - colon - 1 != 35 ||
         base::to_lower(value[colon + 1]) != 'a';
}

}  // namespace

double judge_value(NameKind kind, std::string_view name, std::string_view value, ValueForm form,
                   SecretProfile profile) noexcept {
  const bool guard = profile == SecretProfile::guard;
  if (value.size() < (kind == NameKind::password ? (guard ? 7U : 4U) : 8U)) return 0;
  if (std::string_view(",);:+&|]}").find(value[0]) != std::string_view::npos) {
    return 0;
  }
  if (kind == NameKind::scheme && value.size() >= 8) {
    const std::string decoded = decode_base64(value);
    if (!decoded.empty()) return are_credentials(decoded) ? 0.8 : 0;
  }
  if (has_space(value) || is_location(value) || is_template(value)) return 0;
  if (is_placeholder(value) && (guard || kind != NameKind::password)) return 0;
  if (guard && has_foreign_shape(name, value)) return 0;
  const Makeup makeup = makeup_of(value);
  const bool digits_only = makeup.digits == value.size();
  if (is_code_name(value) && !(makeup.is_hex && value.size() >= 16) && !digits_only &&
      !(!guard && form == ValueForm::quoted)) {
    return 0;
  }
  if (kind == NameKind::password) return is_password(value, form, profile) ? 0.7 : 0;
  if (!is_key(kind, value, form, guard)) return 0;
  return kind == NameKind::secret || kind == NameKind::scheme ? 0.75 : 0.65;
}

}  // namespace homeostat::secrets
