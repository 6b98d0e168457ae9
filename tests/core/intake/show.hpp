// Frames and fields as short texts, so that a test shows at a glance what was read.
#pragma once

#include <string>
#include <vector>

#include <homeostat/intake.hpp>

namespace show {

/// "function file:line:column", with " +" behind it for the project's own code.
inline std::vector<std::string> frames(const std::vector<homeostat::Frame>& list) {
  std::vector<std::string> out;
  for (const homeostat::Frame& frame : list) {
    out.push_back(frame.function + " " + frame.file + ":" + std::to_string(frame.line) + ":" +
                  std::to_string(frame.column) + (frame.in_project ? " +" : ""));
  }
  return out;
}

inline std::vector<std::string> refusals(const homeostat::IntakeResult& result) {
  std::vector<std::string> out;
  for (const homeostat::Refusal& refusal : result.refusals) {
    out.push_back(std::string(to_string(refusal.reason)) + ": " + refusal.detail);
  }
  return out;
}

inline std::vector<std::string> values(const std::vector<homeostat::Field>& fields) {
  std::vector<std::string> out;
  for (const homeostat::Field& field : fields)
    out.push_back(field.value);
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace show
