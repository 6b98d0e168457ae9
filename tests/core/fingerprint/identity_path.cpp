#include <homeostat/fingerprint.hpp>

#include <set>
#include <string>
#include <vector>

#include "support/catch.hpp"

using homeostat::ErrorReport;
using homeostat::Frame;

namespace {

// How a file of this clean path counts in the identity.
std::string identity(const std::string& path) {
  ErrorReport report;
  Frame frame;
  frame.function = "f";
  frame.file = path;
  frame.in_project = true;
  report.frames.push_back(frame);
  const std::string counted = homeostat::fingerprint_parts(report).frames.at(0);
  return counted.substr(0, counted.rfind(':'));
}

}  // namespace

TEST_CASE("homes, holders of checkouts and the checkout's name do not count") {
  for (const char* root : {"/home/ann/notes/",
                           "/home/ann/work/notes/",
                           "/Users/bob/Documents/GitHub/notes/",
                           "/home/ann/src/notes/",
                           "/root/notes/",
                           "/mnt/c/Users/eve/dev/notes/",
                           "/c/Users/eve/notes/",
                           "/var/home/ann/notes/",
                           "/app/",
                           "/usr/src/app/",
                           "/workspace/",
                           "/workspaces/notes/",
                           "/home/runner/work/notes/notes/",
                           "/__w/notes/notes/",
                           "/github/workspace/",
                           "/var/www/html/",
                           "/srv/notes/",
                           "/opt/notes/",
                           "/tmp/notes/",
                           "/dev/notes/",
                           "/builds/notes/",
                           "/var/task/",
                           "/var/lib/jenkins/workspace/",
                           "/home/ann/projects/notes/",
                           "/projects/notes/",
                           "/Documents and Settings/eve/notes/",
                           "/srv/notes/releases/20260102030405/",
                           "/opt/notes-1.2.3/",
                           "/opt/notes/3f2a9c1b/",
                           "/opt/notes/v1.2/"}) {
    CAPTURE(root);
    CHECK(identity(std::string(root) + "editor/tools/brush.js") == "editor/tools/brush.js");
    CHECK(identity(std::string(root) + "src/brush.js") == "src/brush.js");
    CHECK(identity(std::string(root) + "packages/a/src/i.js") == "packages/a/src/i.js");
    CHECK(identity(std::string(root) + "background/index.js") == "background/index.js");
    CHECK(identity(std::string(root) + "main.py") == "main.py");
  }
}

TEST_CASE("below unknown folders a well-known one is where the project begins") {
  CHECK(identity("/home/ann/clients/acme/notes/src/a.js") == "src/a.js");
  CHECK(identity("/zeta/acme/notes/lib/src/a.js") == "lib/src/a.js");
  CHECK(identity("/home/ann/shared/a.js") == "shared/a.js");
  CHECK(identity("/home/ann/app/src/a.js") == "src/a.js");
  CHECK(identity("/app/app/models/a.rb") == "app/models/a.rb");
}

TEST_CASE("relative paths stay whole") {
  CHECK(identity("notes/src/a.js") == "notes/src/a.js");
  CHECK(identity("a.js") == "a.js");
  CHECK(identity("../src/a.js") == "src/a.js");
}

TEST_CASE("a plugin's or a theme's folder is where WordPress code begins") {
  CHECK(identity("/var/www/html/wp-content/plugins/notes/includes/a.php") ==
        "notes/includes/a.php");
  CHECK(identity("/home/ann/site/wp-content/themes/notes/a.php") == "notes/a.php");
  CHECK(identity("wp-content/mu-plugins/notes/a.php") == "notes/a.php");
}

TEST_CASE("different folders stay different, in every root") {
  for (const char* root : {"", "/", "/home/ann/notes/", "/app/", "/src/", "/project/", "/zeta/"}) {
    std::set<std::string> ids;
    const std::vector<std::string> files = {"background/index.js",
                                            "popup/index.js",
                                            "src/a/index.js",
                                            "src/b/index.js",
                                            "packages/a/src/index.js",
                                            "packages/b/src/index.js",
                                            "frontend/src/index.js",
                                            "backend/src/index.js",
                                            "a/tools/index.js",
                                            "b/tools/index.js",
                                            "a/index.js",
                                            "b/index.js"};
    for (const std::string& file : files)
      ids.insert(identity(root + file));
    CAPTURE(root);
    CHECK(ids.size() == files.size());
  }
}

TEST_CASE("a bundler's hashes and numbers are no part of a name") {
  CHECK(identity("assets/main.3f2a9c1b.js") == "assets/main.js");
  CHECK(identity("assets/main-3f2a9c1b2d4e5f60718293a4.min.js") == "assets/main.js");
  CHECK(identity("assets/index-DfG3k_9a.js") == "assets/index.js");
  CHECK(identity("assets/index-BxKqYtRz.js") == "assets/index.js");
  CHECK(identity("assets/main_3f2a9c1b.css.js") == "assets/main.css.js");
  CHECK(identity("assets/12.chunk.js") == "assets/0.chunk.js");
  CHECK(identity("assets/my-settings.js") == "assets/my-settings.js");
  CHECK(identity("assets/page-Settings.js") == "assets/page-Settings.js");
  CHECK(identity("assets/decade-facade.js") == "assets/decade-facade.js");
  CHECK(identity("assets/-3f2a9c1b.js") == "assets/-3f2a9c1b.js");
}

TEST_CASE("an empty path, or one of dots, is empty") {
  CHECK(identity("").empty());
  CHECK(identity("./..").empty());
}
