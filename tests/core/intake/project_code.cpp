#include <homeostat/intake.hpp>

#include <string>

#include "support/catch.hpp"

namespace {

bool in_project(const std::string& place) {
  const homeostat::StackTrace trace =
      homeostat::parse_stack_trace("E: x\n    at f (" + place + ":1:1)\n");
  REQUIRE(trace.frames.size() == 1);
  return trace.frames[0].in_project;
}

bool go_in_project(const std::string& place) {
  return homeostat::parse_stack_trace("panic: x\n\nmain.f()\n\t" + place + ":1\n")
      .frames.at(0)
      .in_project;
}

}  // namespace

TEST_CASE("the project's own files are known under any root") {
  for (const char* path :
       {"src/a.js", "/home/ann/notes/src/a.js", "/var/www/html/index.php", "a.py",
        "/app/vendors/a.js", "/srv/notes/libs/a.rb", "/app/internal/a.js"}) {
    CAPTURE(path);
    CHECK(in_project(path));
  }
}

TEST_CASE("packages, standard libraries and runtimes are not the project") {
  for (const char* path :
       {"/app/node_modules/left/index.js", "node:fs", "internal/modules/cjs/loader.js",
        "/home/ann/.venv/lib/python3.11/site-packages/flask/app.py",
        "/usr/lib/python3/dist-packages/x.py", "/opt/python/lib/python3.12/json/decoder.py",
        "C:\\Python311\\Lib\\json\\decoder.py", "/app/vendor/autoload.php",
        "/var/www/html/wp-includes/plugin.php", "/usr/include/c++/12/vector",
        "/rustc/abc/library/core/src/option.rs", "/home/ann/.cargo/registry/src/x/lib.rs",
        "/opt/ruby/lib/ruby/3.2.0/set.rb", "/usr/local/bundle/gems/rack/a.rb",
        "../sysdeps/unix/a.c", "extensions::SafeBuiltins", "webpack/bootstrap",
        "data:text/javascript,x", "<anonymous>"}) {
    CAPTURE(path);
    CHECK_FALSE(in_project(path));
  }
}

TEST_CASE("Go's library stands under a go folder, a project below its host's name") {
  CHECK_FALSE(go_in_project("/usr/local/go/src/net/http/server.go"));
  CHECK_FALSE(go_in_project("/opt/go1.22/src/net/http/server.go"));
  CHECK_FALSE(go_in_project("/home/ann/go/pkg/mod/example.com/x@v1/a.go"));
  CHECK(go_in_project("/home/ann/go/src/example.com/notes/a.go"));
  CHECK(go_in_project("/home/ann/notes/src/net/a.go"));
}
