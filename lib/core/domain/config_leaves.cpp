// The kinds of values that configuration keys have.
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/domain/config_nodes.hpp"

namespace homeostat::config_nodes {
namespace {

constexpr std::string_view unlimited = "unlimited";
constexpr std::string_view amount_form = R"(^[0-9]{1,7}(\.[0-9]{1,6})?$)";

bool is_one_line(std::string_view value) {
  return base::is_valid_utf8(value) && std::none_of(value.begin(), value.end(), base::is_control);
}

std::optional<json::value> text_value(std::string_view value) { return json::value(value); }

/// The fewest digits that read back as the number, never with an exponent.
std::string plain_decimals(double number) {
  std::array<char, 400> digits{};  // the greatest double has 309
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  return end.ec == std::errc() ? std::string(digits.data(), end.ptr) : std::string();
}

/// The amount that a JSON number or string stands for, exactly as it is written.
std::optional<Money> amount_of(const json::value& value) {
  std::string text;
  if (value.is_string()) text = std::string_view(value.get_string());
  if (value.is_int64()) text = base::format("{}", value.get_int64());
  if (value.is_uint64()) text = base::format("{}", value.get_uint64());
  if (value.is_double()) text = plain_decimals(value.get_double());
  const Result<Money> amount = parse_money(text);
  return amount ? std::optional(*amount) : std::nullopt;
}

/// As a number where that is exact and allowed; else as text, which then fits nowhere.
json::value amount_value(Money amount) {
  const json::value number = amount.to_usd();
  if (amount_of(number) == amount) return number;
  return json::value(amount.to_string());
}

json::object amount_schema(Money min) {
  return {{"type", {"number", "string"}}, {"minimum", min.to_usd()}, {"pattern", amount_form}};
}

std::optional<json::value> boolean_from_text(std::string_view value) {
  if (value == "true" || value == "1") return json::value(true);
  if (value == "false" || value == "0") return json::value(false);
  return std::nullopt;
}

std::optional<json::value> integer_from_text(std::string_view value) {
  const auto number = base::parse_int(value);
  return number ? std::optional<json::value>(*number) : std::nullopt;
}

/// Digits, a point, digits: neither "1e3" nor "inf" nor "0x1".
std::optional<json::value> number_from_text(std::string_view value) {
  const bool plain = !value.empty() && std::all_of(value.begin(), value.end(), [](char c) {
    return base::is_digit(c) || c == '.';
  });
  double number = 0;
  const char* end = value.data() + value.size();
  const auto [stop, error] = std::from_chars(value.data(), end, number);
  if (!plain || error != std::errc() || stop != end) return std::nullopt;
  return json::value(number);
}

double as_number(const json::value& value) {
  if (value.is_int64()) return static_cast<double>(value.get_int64());
  return value.is_double() ? value.get_double() : std::nan("");
}

}  // namespace

Leaf integer_leaf(Range range, std::function<std::int64_t()> get,
                  std::function<void(std::int64_t)> set) {
  Leaf leaf;
  leaf.allowed = base::format("a whole number from {} to {}", range.min, range.max);
  leaf.schema = {{"type", "integer"}, {"minimum", range.min}, {"maximum", range.max}};
  leaf.fits = [range](const json::value& value) {
    return value.is_int64() && value.get_int64() >= range.min && value.get_int64() <= range.max;
  };
  leaf.assign = [set = std::move(set)](const json::value& value) { set(value.get_int64()); };
  leaf.write = [get = std::move(get)] { return json::value(get()); };
  leaf.from_text = integer_from_text;
  return leaf;
}

Leaf text_leaf(const TextRule& rule, std::function<std::string()> get,
               std::function<void(std::string)> set) {
  Leaf leaf;
  leaf.allowed = base::format("{} of {} to {} bytes", rule.form, rule.bytes_min, rule.bytes_max);
  leaf.schema = {{"type", "string"}, {"minLength", rule.bytes_min}, {"maxLength", rule.bytes_max}};
  leaf.fits = [rule](const json::value& value) {
    if (!value.is_string()) return false;
    const std::string_view text = value.get_string();
    if (text.size() < rule.bytes_min || text.size() > rule.bytes_max) return false;
    return is_one_line(text) && (rule.fits == nullptr || rule.fits(text));
  };
  leaf.assign = [set = std::move(set)](const json::value& value) {
    set(std::string(std::string_view(value.get_string())));
  };
  leaf.write = [get = std::move(get)] { return json::value(get()); };
  leaf.from_text = text_value;
  return leaf;
}

Node constant(Key key, std::int64_t value) {
  Leaf leaf = integer_leaf(
      {value, value}, [value] { return value; }, [](std::int64_t) {});
  leaf.allowed = base::format("{}", value);
  return {key, std::move(leaf), {}, {}};
}

Node number(Key key, double& member, double min, double max) {
  Leaf leaf;
  leaf.allowed = base::format("a number from {} to {}", min, max);
  leaf.schema = {{"type", "number"}, {"minimum", min}, {"maximum", max}};
  leaf.fits = [min, max](const json::value& value) {
    const double got = as_number(value);
    return got >= min && got <= max;  // false for NaN
  };
  leaf.assign = [&member](const json::value& value) { member = as_number(value); };
  leaf.write = [&member] { return json::value(member); };
  leaf.from_text = number_from_text;
  return {key, std::move(leaf), {}, {}};
}

Node boolean(Key key, bool& member) {
  Leaf leaf;
  leaf.allowed = "true or false";
  leaf.schema = {{"type", "boolean"}};
  leaf.fits = [](const json::value& value) { return value.is_bool(); };
  leaf.assign = [&member](const json::value& value) { member = value.get_bool(); };
  leaf.write = [&member] { return json::value(member); };
  leaf.from_text = boolean_from_text;
  return {key, std::move(leaf), {}, {}};
}

Node choice(Key key, std::span<const std::string_view> names, std::function<std::size_t()> get,
            std::function<void(std::size_t)> set) {
  const auto index_of = [names](const json::value& value) -> std::size_t {
    std::size_t i = 0;
    while (i < names.size() && !(value.is_string() && value.get_string() == names[i]))
      ++i;
    return i;
  };
  Leaf leaf;
  leaf.allowed = "one of " + base::join(names, ", ");
  leaf.schema = {{"enum", json::array(names.begin(), names.end())}};
  leaf.fits = [index_of, names](const json::value& value) {
    return index_of(value) < names.size();
  };
  leaf.assign = [index_of, set = std::move(set)](const json::value& value) {
    set(index_of(value));
  };
  leaf.write = [names, get = std::move(get)] {
    const std::size_t index = get();
    return index < names.size() ? json::value(names[index]) : json::value(index);
  };
  leaf.from_text = text_value;
  return {key, std::move(leaf), {}, {}};
}

Node cap(Key key, std::optional<Money>& member) {
  const auto is_unlimited = [](const json::value& value) {
    return value.is_string() && value.get_string() == unlimited;
  };
  Leaf leaf;
  leaf.allowed = "an amount of USD from 0 to 9000000 with at most 6 decimals, or \"unlimited\"";
  leaf.schema = {{"anyOf", {amount_schema(Money()), {{"const", unlimited}}}}};
  leaf.fits = [is_unlimited](const json::value& value) {
    return is_unlimited(value) || amount_of(value).has_value();
  };
  leaf.assign = [&member, is_unlimited](const json::value& value) {
    member = is_unlimited(value) ? std::nullopt : amount_of(value);
  };
  leaf.write = [&member] { return member ? amount_value(*member) : json::value(unlimited); };
  leaf.from_text = text_value;
  return {key, std::move(leaf), {}, {}};
}

Node price(Key key, Money& member, Money min) {
  Leaf leaf;
  leaf.allowed =
      base::format("an amount of USD from {} to 9000000 with at most 6 decimals", min.to_string());
  leaf.schema = amount_schema(min);
  leaf.fits = [min](const json::value& value) {
    const auto amount = amount_of(value);
    return amount && *amount >= min;
  };
  leaf.assign = [&member](const json::value& value) { member = *amount_of(value); };
  leaf.write = [&member] { return amount_value(member); };
  leaf.from_text = text_value;
  return {key, std::move(leaf), {}, {}};
}

}  // namespace homeostat::config_nodes
