// Version 1 of the identity of an error.
#include <homeostat/fingerprint.hpp>

#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/fingerprint/identity_path.hpp"

namespace homeostat {
namespace {

constexpr std::size_t frames_in_id = 5;
constexpr std::size_t source_bytes_max = 200;
constexpr std::size_t short_digits = 12;
constexpr std::string_view prefix = "v1:";

// Runs of white space and control characters as one space, none at the ends.
std::string one_line(std::string_view text) {
  std::string out;
  bool gap = false;
  for (const char c : text) {
    if (base::is_space(c) || base::is_control(c)) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += ' ';
    gap = false;
    out += c;
  }
  return out;
}

std::string stable_type(std::string_view type) {
  std::string text = one_line(type);
  constexpr std::string_view uncaught = "Uncaught ";
  return text.starts_with(uncaught) ? text.substr(uncaught.size()) : text;
}

// What an engine puts before a name, and the receiver that says nothing.
std::string stable_function(std::string_view function) {
  for (const std::string_view word :
       {"async ", "new ", "Object.", "Module.", "exports.", "global."}) {
    if (function.starts_with(word) && function.size() > word.size()) {
      function.remove_prefix(word.size());
    }
  }
  return one_line(function);
}

bool is_anonymous(std::string_view function) {
  return function.empty() || function.ends_with("<anonymous>") || function == "{closure}" ||
         function == "<lambda>";
}

// In a bundle the last part of a name is often one or two letters that the next build changes.
bool is_minified(const Frame& frame, std::string_view function) {
  constexpr std::size_t short_name = 2;
  const std::string_view last = function.substr(function.rfind('.') + 1);  // npos + 1 is 0
  return last.size() <= short_name && fingerprint::is_bundle(frame.file);
}

std::string identity_of(const Frame& frame) {
  const std::string function = stable_function(frame.function);
  std::string identity = one_line(fingerprint::identity_path(frame.file)) + ":";
  const bool nameless = is_anonymous(function) || is_minified(frame, function);
  if (!nameless) return identity + function;
  const std::string source = one_line(frame.source_line);
  return identity + "?" + (source.empty() ? "" : " " + source.substr(0, source_bytes_max));
}

}  // namespace

FingerprintParts fingerprint_parts(const ErrorReport& report) {
  FingerprintParts parts;
  parts.error_type = stable_type(report.error_type.value);
  parts.message_template = message_template(report.message.value);
  for (const Frame& frame : report.frames) {
    if (!frame.in_project) continue;
    std::string identity = identity_of(frame);
    // Recursion is as deep as the machine allows: a repeated frame counts once.
    if (!parts.frames.empty() && parts.frames.back() == identity) continue;
    parts.frames.push_back(std::move(identity));
    if (parts.frames.size() == frames_in_id) break;
  }
  return parts;
}

FingerprintId fingerprint_v1(const ErrorReport& report) {
  const FingerprintParts parts = fingerprint_parts(report);
  // No part has a line end, so that no two lists of parts give one text.
  std::string text = parts.error_type + "\n" + parts.message_template;
  for (const std::string& frame : parts.frames)
    text += "\n" + frame;
  return FingerprintId(std::string(prefix) + base::sha256_hex(text));
}

std::string short_id(const FingerprintId& fingerprint) {
  std::string_view digits = fingerprint.str();
  if (digits.starts_with(prefix)) digits.remove_prefix(prefix.size());
  return std::string(digits.substr(0, short_digits));
}

}  // namespace homeostat
