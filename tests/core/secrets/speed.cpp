// How fast the scanner is: on text of the caller's, on hostile text of every kind, from cold.
// usage: bench_secrets_speed [FILE…]
//   the files are read into memory and scanned with both first stages, memcpy beside them

#include <algorithm>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "core/secrets/prefilter.hpp"
#include "core/secrets/scan.hpp"

using homeostat::SecretProfile;
using homeostat::secrets::MaskFunction;

namespace {

constexpr std::size_t hostile_bytes = 10'000'000;

double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

template <class Function>
double best_of(int tries, const Function& function) {
  double best = 1e9;
  for (int i = 0; i < tries; ++i) {
    const double began = seconds();
    function();
    best = std::min(best, seconds() - began);
  }
  return best;
}

std::string repeated(const std::string& part, std::size_t size) {
  std::string text;
  text.reserve(size + part.size());
  while (text.size() < size)
    text += part;
  return text;
}

double scan_seconds(const std::string& text, MaskFunction masks, int tries = 3) {
  return best_of(tries, [&] {
    (void)homeostat::secrets::scan({text, SecretProfile::guard}, masks);
  });
}

void hostile(const std::string& name, const std::string& part) {
  const std::string one = repeated(part, hostile_bytes);
  const std::string two = repeated(part, 2 * hostile_bytes);
  const auto masks = homeostat::secrets::fastest_masks();
  const double time = scan_seconds(one, masks, 2);
  const double twice = scan_seconds(two, masks, 2);
  std::cout << name << ": " << hostile_bytes / 1e6 / time << " MB/s, time(2n)/time(n) "
            << twice / time << "\n";
}

void all_hostile() {
  hostile("plain letters", "a");
  hostile("dashes", "-");
  hostile("prefixes in one run", "ghp_");
  hostile("prefixes behind dashes", "sk-glpat-ghp_-xoxb-");
  hostile("jwt heads", "eyJ");
  hostile("jwt heads with dots", "eyJaaaaaaaaaa.");
  hostile("names", "password");
  hostile("names and operators", "key=");
  hostile("names and quotes", "token=\"");
  hostile("names and escaped quotes", "secret=\\\"");
  hostile("names and brackets", "secret(((");
  hostile("names and random values", "key=a1b2c3d4e5f6g7h8i9 ");
  hostile("random runs", "a1B2c3D4e5F6g7H8i9J0 ");
  hostile("random runs and slashes", "a1B2c3D4e5F6/");
  hostile("runs given to runs", "a1b2c3d4e5f6g7h8=");
  hostile("addresses", "://");
  hostile("addresses with users", "://a:b@");
  hostile("hosts", "://hooks.slack.com/services/");
  hostile("dollars", "$1$");
  hostile("hashes", "$6$aaaaaaaa$");
  hostile("pem heads", "-----BEGIN PRIVATE KEY-----");
  hostile("options", " -p aB3xyz");
  hostile("phrases", "seed phrase ");
  hostile("identified", "identified ");
  hostile("base64 of text", "QUFB");
  hostile("hex of text", "4141");
  hostile("percent escapes", "%41");
  hostile("unicode escapes", "\\u0041");
  hostile("colons", "123456789:");
  hostile("tildes", "abc1Q~abcdefghijkl~");
  hostile("high bytes", "\xff\x80");
}

}  // namespace

int main(int argc, char** argv) {
  std::string text;
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    text.append(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  if (!text.empty()) {
    const double size = static_cast<double>(text.size()) / 1e6;
    std::string copy(text.size(), '\0');
    const double copied = best_of(3, [&] { std::memcpy(copy.data(), text.data(), text.size()); });
    std::cout << size << " MB; memcpy " << size / copied << " MB/s\n";
    std::cout << "plain first stage " << size / scan_seconds(text, homeostat::secrets::masks_plain)
              << " MB/s\n";
    std::cout << "fastest first stage "
              << size / scan_seconds(text, homeostat::secrets::fastest_masks()) << " MB/s\n";
    const std::string patch = text.substr(0, 50'000);
    std::cout << "50 kB: "
              << best_of(20, [&] { (void)homeostat::find_secrets(patch, SecretProfile::guard); }) *
                     1e3
              << " ms\n";
  }
  all_hostile();
}
