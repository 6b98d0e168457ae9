#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("the user's name goes, the rest of the path and its place stay") {
  CHECK(clean("(/Users/marlene.k/dev/src/index.ts:10:5)") ==
        "(/Users/[USER_1]/dev/src/index.ts:10:5)");
  CHECK(clean("File \"/home/jdoe/proj/main.py\", line 12") ==
        "File \"/home/[USER_1]/proj/main.py\", line 12");
  CHECK(clean("in C:\\Users\\John Smith\\src\\App.cs:line 27") ==
        "in C:\\Users\\[USER_1]\\src\\App.cs:line 27");
  CHECK(clean("{\"file\":\"C:\\\\Users\\\\petra\\\\a.js\"}") ==
        "{\"file\":\"C:\\\\Users\\\\[USER_1]\\\\a.js\"}");
  CHECK(clean("C:/Users/Nathan.W/AppData/x.log") == "C:/Users/[USER_1]/AppData/x.log");
  CHECK(clean("C:\\Documents and Settings\\Ann\\x") == "C:\\Documents and Settings\\[USER_1]\\x");
  CHECK(clean("/mnt/c/Users/ghoward/x.go:99 +0x1d") == "/mnt/c/Users/[USER_1]/x.go:99 +0x1d");
  CHECK(clean("/c/Users/gh/x") == "/c/Users/[USER_1]/x");
  CHECK(clean("file:///home/alice/site/index.html#top") ==
        "file:///home/[USER_1]/site/index.html#top");
  CHECK(clean("/home/用户甲/项目/主.py:3") == "/home/[USER_1]/项目/主.py:3");
  CHECK(clean("vscode-resource:%2FUsers%2Fmarta%2Fext%2Fmain.js") ==
        "vscode-resource:%2FUsers%2F[USER_1]%2Fext%2Fmain.js");
  CHECK(clean("/Users/ana/a.c /Users/Ana/b.h /Users/bo/c.h") ==
        "/Users/[USER_1]/a.c /Users/[USER_1]/b.h /Users/[USER_2]/c.h");
  CHECK(clean("HOME=/home/rkumar\nnext/line") == "HOME=/home/[USER_1]\nnext/line");
  CHECK(clean("\"C:\\Users\\Mary Ann Lee\" c:\\users\\petra\\x") ==
        "\"C:\\Users\\[USER_1]\" c:\\users\\[USER_2]\\x");
  CHECK(clean("\\\\?\\C:\\Users\\marta\\a.ts(3,4)") == "\\\\?\\C:\\Users\\[USER_1]\\a.ts(3,4)");
  CHECK(clean("\\\\nas\\home\\jdoe\\x \\\\fs-1\\users$\\jdoe\\y \\\\wsl$\\Ubuntu\\home\\jdoe\\z") ==
        "\\\\nas\\home\\[USER_1]\\x \\\\fs-1\\users$\\[USER_1]\\y "
        "\\\\wsl$\\Ubuntu\\home\\[USER_1]\\z");
  CHECK(clean("{\"f\":\"\\/Users\\/jdoe\\/x.js\"}") == "{\"f\":\"\\/Users\\/[USER_1]\\/x.js\"}");
  CHECK(clean("file:///C:/Users/John%20Smith/x.js") == "file:///C:/Users/[USER_1]/x.js");
  CHECK(clean("~jdoe/src/x.py https://w.example/~jdoe/cv.html /var/mail/jdoe") ==
        "~[USER_1]/src/x.py https://w.example/~[USER_1]/cv.html /var/mail/[USER_1]");
  CHECK(clean("/export/home/jdoe/x /cygdrive/c/Users/jdoe/x \"log\\n/home/jdoe/x\"") ==
        "/export/home/[USER_1]/x /cygdrive/c/Users/[USER_1]/x \"log\\n/home/[USER_1]/x\"");
  CHECK(clean("saved to C:\\Users\\kim today.") == "saved to C:\\Users\\[USER_1] today.");
}

TEST_CASE("other paths stay") {
  for (const char* text :
       {"GET https://shop.example/home/dashboard 200",
        "router.get(\"/api/users/:id\")",
        "PATCH /Users/{id}",
        "/home/$USER/x",
        "/home/",
        "/homework/a",
        "/Users",
        "x/home/y",
        "/usr/lib/libc.so.6 C:\\Windows\\System32\\ntdll.dll",
        "/workspace/src/a.ts:1:1",
        "webpack-internal:///(rsc)/./src/app/page.tsx:14:92",
        "${HOME}/bin %USERPROFILE%",
        "Error:Timeout",
        "key:A",
        "./home/y",
        "a-b/home/y",
        "GET /home/dashboard HTTP/1.1",
        "<a href=\"/home/about\">",
        "router.push(\"/home/profile\")",
        "/home/runner/work/r/r/a.ts:1:2 C:\\Users\\runneradmin\\x /Users/Shared/x",
        "x = ~mask/2; y = ~a/b ~/x ~1.2/x ~Foo()",
        "http://h/~x/y \\home\\x"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}
