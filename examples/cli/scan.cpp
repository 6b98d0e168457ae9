/// scan: looks for secrets in files, folders, patches and JSON lines.

#include <algorithm>
#include <boost/json.hpp>
#include <filesystem>
#include <homeostat/secrets.hpp>
#include <iostream>
#include <vector>

#include "cli.hpp"
#include "lines.hpp"
#include "sarif.hpp"

namespace homeostat::cli {
namespace json = boost::json;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t binary_probe_bytes = 8000;

/// What a scan of many files comes to.
struct Scan {
  SecretProfile profile = SecretProfile::guard;
  std::vector<FileFindings> files;  // only those with findings
  std::size_t read = 0;
  std::size_t failed = 0;
};

bool is_patch_name(std::string_view name) {
  return name.ends_with(".patch") || name.ends_with(".diff");
}

/// Of a patch only what it would bring in; of any other text all of it.
std::vector<SecretFinding> scan_text(std::string_view name, const std::string& text,
                                     SecretProfile profile) {
  if (!is_patch_name(name)) return find_secrets(text, profile);
  std::vector<SecretFinding> findings;
  for (PatchSecret& secret : find_patch_secrets(std::string_view(text), profile).rejecting)
    findings.push_back(std::move(secret.finding));
  return findings;
}

void scan_file(const std::string& path, Scan& scan) {
  const auto text = read_all(path);
  if (!text) {
    (void)fail(text.error());
    ++scan.failed;
    return;
  }
  if (text->substr(0, binary_probe_bytes).find('\0') != text->npos) {
    std::cerr << "skipped, binary: " << path << "\n";
    return;
  }
  ++scan.read;
  auto findings = scan_text(path, *text, scan.profile);
  if (!findings.empty()) scan.files.push_back({path, *text, std::move(findings)});
}

void scan_folder(const fs::path& folder, Scan& scan) {
  std::vector<fs::path> paths;
  std::error_code bad;
  auto it = fs::recursive_directory_iterator(folder, bad);
  for (; !bad && it != fs::recursive_directory_iterator(); it.increment(bad)) {
    if (it->path().filename() == ".git") {
      it.disable_recursion_pending();
    } else if (!it->is_symlink() && it->is_regular_file()) {
      paths.push_back(it->path());
    }
  }
  if (bad) {
    (void)fail({ErrorCode::store, "cannot walk " + folder.string()});
    ++scan.failed;
  }
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths)
    scan_file(path.string(), scan);
}

json::object to_object(const SecretFinding& finding) {
  return {{"rule", finding.rule},      {"confidence", finding.confidence},
          {"line", finding.line},      {"column", finding.column},
          {"offset", finding.offset},  {"length", finding.length},
          {"preview", finding.preview}};
}

json::array to_array(const std::vector<SecretFinding>& findings) {
  json::array array;
  for (const SecretFinding& finding : findings)
    array.push_back(to_object(finding));
  return array;
}

void print_text(const Scan& scan) {
  std::size_t count = 0;
  for (const FileFindings& file : scan.files) {
    for (const SecretFinding& finding : file.findings) {
      std::cout << file.path << ":" << finding.line << ":" << finding.column << ": " << finding.rule
                << " " << finding.preview << "\n";
      ++count;
    }
  }
  std::cout << count << " findings in " << scan.read << " files\n";
}

void print_json(const Scan& scan) {
  json::array findings;
  for (const FileFindings& file : scan.files) {
    for (const SecretFinding& finding : file.findings) {
      json::object object = to_object(finding);
      object["file"] = file.path;
      findings.push_back(std::move(object));
    }
  }
  std::cout << json::serialize(json::object{{"findings", std::move(findings)},
                                            {"files", scan.read},
                                            {"failed", scan.failed}})
            << "\n";
}

int scan_lines(SecretProfile profile) {
  const int failed = for_each_line(
      std::cin, std::cout, [profile](const json::object& input) -> Result<json::object> {
        auto text = text_member(input, "text", true);
        if (!text) return text.error();
        auto name = text_member(input, "filename", false);
        if (!name) return name.error();
        return json::object{{"findings", to_array(scan_text(*name, *text, profile))}};
      });
  return failed == 0 ? exit_ok : exit_failed;
}

}  // namespace

int scan(const ScanOptions& options) {
  if (const SecretSelfTest test = self_test_secrets(); !test.pass()) {
    return fail({ErrorCode::internal, "the scanner fails its self-test: " + test.failures[0]});
  }
  Scan scan;
  scan.profile = options.profile == "redact" ? SecretProfile::redact : SecretProfile::guard;
  if (options.jsonl) return scan_lines(scan.profile);
  for (const std::string& path : options.paths) {
    std::error_code bad;
    if (path != "-" && fs::is_directory(path, bad)) {
      scan_folder(path, scan);
    } else {
      scan_file(path, scan);
    }
  }
  if (options.format == "sarif") {
    std::cout << to_sarif(scan.files, scan.failed == 0) << "\n";
  } else if (options.format == "json") {
    print_json(scan);
  } else {
    print_text(scan);
  }
  if (!scan.files.empty()) return exit_findings;
  return scan.failed == 0 ? exit_ok : exit_failed;
}

}  // namespace homeostat::cli
