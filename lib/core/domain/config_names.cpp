#include "core/domain/config_names.hpp"

#include <algorithm>
#include <string>

#include <homeostat/time.hpp>

#include "core/base/text.hpp"

namespace homeostat::config_names {
namespace {

/// `fits` holds for each part between slashes.
template <class Fits>
bool each_component(std::string_view path, Fits fits) {
  const auto parts = base::split(path, '/');
  return std::all_of(parts.begin(), parts.end(), fits);
}

bool all_of_class(std::string_view text, std::string_view more) {
  return std::all_of(text.begin(), text.end(), [more](char c) {
    return base::is_alnum(c) || more.find(c) != std::string_view::npos;
  });
}

bool is_slug_part(std::string_view part) {
  return !part.empty() && part != "." && part != ".." && part.front() != '-' &&
         all_of_class(part, ".-_") && !base::iends_with(part, ".git");
}

bool is_ref_component(std::string_view part) {
  return !part.empty() && part.front() != '.' && !part.ends_with(".lock");
}

}  // namespace

bool is_slug(std::string_view text) {
  return std::count(text.begin(), text.end(), '/') == 1 && each_component(text, is_slug_part);
}

bool is_branch(std::string_view text) {
  constexpr std::string_view forbidden = " ~^:?*[\\";
  if (text.empty() || text.front() == '-' || text.back() == '.') return false;
  if (text == "HEAD" || text == "@") return false;
  if (base::contains(text, "..") || base::contains(text, "@{")) return false;
  const bool clean = std::none_of(text.begin(), text.end(), [forbidden](char c) {
    return base::is_control(c) || forbidden.find(c) != std::string_view::npos;
  });
  return clean && each_component(text, is_ref_component);
}

bool is_branch_prefix(std::string_view text) {
  return is_branch(std::string(text) + "0123456789ab");
}

bool is_path_pattern(std::string_view text) {
  return is_not_blank(text) && text.front() != '!' &&
         each_component(text, [](std::string_view part) { return part != ".."; });
}

bool is_optional_relative_path(std::string_view text) {
  return text.empty() || each_component(text, [](std::string_view part) {
           return !part.empty() && part != "." && part != "..";
         });
}

bool is_label(std::string_view text) {
  return is_not_blank(text) && text.find(',') == std::string_view::npos;
}

bool is_not_blank(std::string_view text) { return !base::trim(text).empty(); }

bool is_association(std::string_view text) {
  constexpr std::string_view names[] = {
      "OWNER",       "MEMBER",    "COLLABORATOR", "CONTRIBUTOR", "FIRST_TIME_CONTRIBUTOR",
      "FIRST_TIMER", "MANNEQUIN", "NONE"};
  return std::find(std::begin(names), std::end(names), text) != std::end(names);
}

bool is_login(std::string_view text) {
  if (text.ends_with("[bot]")) text.remove_suffix(5);
  return !text.empty() && all_of_class(text, "-_.");
}

bool is_day(std::string_view text) {
  return text.size() == 10 && parse_time(std::string(text) + "T00:00:00Z").has_value();
}

bool is_model(std::string_view text) {
  return !text.empty() && text.front() != '-' && all_of_class(text, ".-_:/@");
}

}  // namespace homeostat::config_names
