#include "sarif.hpp"

#include <boost/json.hpp>
#include <homeostat/version.hpp>
#include <map>

namespace homeostat::cli {
namespace json = boost::json;

namespace {

/// A path as a URI reference: slashes stay, what a URI may not have is percent-encoded.
std::string to_uri(const std::string& path) {
  constexpr const char* digits = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                       std::string_view("/-._~").find(c) != std::string_view::npos;
    if (plain) {
      uri += c;
    } else {
      uri += {'%', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return uri;
}

/// How many code points there are: bytes but for those that continue one.
std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text)
    count += static_cast<std::size_t>((static_cast<unsigned char>(c) & 0xC0U) != 0x80U);
  return count;
}

json::object region_of(const std::string& text, const SecretFinding& finding) {
  const auto column = static_cast<std::size_t>(finding.column) - 1;
  const std::string_view before = std::string_view(text).substr(finding.offset - column, column);
  return {{"startLine", finding.line},
          {"startColumn", code_points(before) + 1},
          {"byteOffset", finding.offset},
          {"byteLength", finding.length}};
}

}  // namespace

std::string to_sarif(const std::vector<FileFindings>& files, bool complete) {
  std::map<std::string, std::size_t> indices;
  json::array rules;
  json::array results;
  for (const FileFindings& file : files) {
    for (const SecretFinding& finding : file.findings) {
      const auto [rule, fresh] = indices.try_emplace(finding.rule, indices.size());
      if (fresh) {
        rules.push_back(json::object{{"id", finding.rule},
                                     {"shortDescription", {{"text", "Secret: " + finding.rule}}}});
      }
      const json::object location{{"physicalLocation",
                                   {{"artifactLocation", {{"uri", to_uri(file.path)}}},
                                    {"region", region_of(file.text, finding)}}}};
      results.push_back(
          json::object{{"ruleId", finding.rule},
                       {"ruleIndex", rule->second},
                       {"level", "error"},
                       {"message", {{"text", "A secret: " + finding.rule + " " + finding.preview}}},
                       {"locations", json::array{location}}});
    }
  }
  const json::object driver{{"name", "homeostat"}, {"version", version()}, {"rules", rules}};
  const json::object run{{"tool", {{"driver", driver}}},
                         {"columnKind", "unicodeCodePoints"},
                         {"invocations", json::array{{{"executionSuccessful", complete}}}},
                         {"results", std::move(results)}};
  return json::serialize(json::object{{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                                      {"version", "2.1.0"},
                                      {"runs", json::array{run}}});
}

}  // namespace homeostat::cli
