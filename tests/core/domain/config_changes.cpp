#include <homeostat/config.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

std::string fault_of(const std::string& text) {
  const auto config = parse_config(text);
  return config ? "accepted" : config.error().message;
}

}  // namespace

TEST_CASE("the policy of each class of change is a key of its own") {
  const auto config =
      parse_config(R"({"changes": {"manifests": "review", "ci": "allow", "sensitive": "block"}})");
  REQUIRE(config);
  CHECK(config->changes[ChangeClass::manifests] == ChangePolicy::review);
  CHECK(config->changes[ChangeClass::ci] == ChangePolicy::allow);
  CHECK(config->changes[ChangeClass::sensitive] == ChangePolicy::block);
  CHECK(config->changes[ChangeClass::lockfiles] == ChangePolicy::block);
  CHECK(parse_config(to_json(*config)).value() == *config);
}

TEST_CASE("an unknown policy is block, an unknown class is an error") {
  const auto config = parse_config(R"({"changes": {"sensitive": "ask_owner"}})");
  REQUIRE(config);
  CHECK(config->changes[ChangeClass::sensitive] == ChangePolicy::block);
  CHECK(
      fault_of(R"({"changes": {"manifest": "allow"}})").starts_with("/changes/manifest: unknown"));
  CHECK(fault_of(R"({"changes": {"manifests": true}})") ==
        "/changes/manifests: expected block, review or allow (other words mean block) of 1 to 40 "
        "bytes, got true");
  CHECK(fault_of(R"({"changes": {"manifests": ""}})").starts_with("/changes/manifests: "));
  CHECK(fault_of(R"({"changes": ["manifests"]})").starts_with("/changes: "));
}

TEST_CASE("who may have an issue treated is a list of known forms") {
  const auto config = parse_config(
      R"({"triggers": {"author_associations": ["OWNER", "MEMBER"], "logins": ["ada-l"],
          "app_ids": [12345], "own_logins": ["homeostat[bot]"], "own_app_ids": [99]}})");
  REQUIRE(config);
  CHECK(config->triggers.author_associations == std::vector<std::string>{"OWNER", "MEMBER"});
  CHECK(config->triggers.app_ids == std::vector<std::int64_t>{12345});
  CHECK(config->triggers.own_logins == std::vector<std::string>{"homeostat[bot]"});
  CHECK(parse_config(to_json(*config)).value() == *config);
  CHECK(fault_of(R"({"triggers": {"author_associations": ["owner"]}})")
            .starts_with("/triggers/author_associations/0: expected an author association"));
  CHECK(fault_of(R"({"triggers": {"logins": ["a b"]}})").starts_with("/triggers/logins/0: "));
  CHECK(fault_of(R"({"triggers": {"logins": ["[bot]"]}})").starts_with("/triggers/logins/0: "));
  CHECK(fault_of(R"({"triggers": {"app_ids": [0]}})").starts_with("/triggers/app_ids/0: "));
  CHECK(fault_of(R"({"triggers": {"apps": []}})").starts_with("/triggers/apps: unknown key"));
}
