// Lines of dots in the place of what stays.
#include "core/prompt/read_answer.hpp"
#include "support/catch.hpp"

using test_prompt::answered;
using test_prompt::block;

namespace {
const std::string file =
    "import a\n\ndef f(x):\n    y = x\n    z = y\n    return z\n\ndef g(x):\n    return x\n";
const std::string fixed =
    "import a\n\ndef f(x):\n    y = x\n    z = y\n    return z + 1\n\ndef g(x):\n    return x\n";
}  // namespace

TEST_CASE("what a new text leaves out is taken from the searched one") {
  const std::string whole = "def f(x):\n    y = x\n    z = y\n    return z\n";
  for (const std::string dots :
       {"...", "# ...", "# ... existing code ...", "# rest of the function unchanged",
        "\xE2\x80\xA6", "// ...", "/* ... */", "<!-- ... -->", "[...]", "# ... (unchanged) ..."}) {
    INFO(dots);
    CHECK(answered(file, block(whole, "def f(x):\n    " + dots + "\n    return z + 1\n")) ==
          "does_not_apply");  // the changed line says not where the left out ones end
    CHECK(answered(file, block(whole, "def f(x):\n    " + dots +
                                          "\n    z = y\n    return z + 1\n")) == fixed);
  }
}

TEST_CASE("a whole file may leave parts out") {
  CHECK(answered(file,
                 "src/a.py\n```\nimport a\n# ...\n    z = y\n    return z + 1\n\n"
                 "# ... rest unchanged\n```\n") == "no_patch");
  CHECK(answered(file,
                 "src/a.py\n```\nimport a\n# ...\n    z = y\n    return z + 1\n\n"
                 "def g(x):\n    return x\n```\n") == fixed);
  CHECK(
      answered(file,
               "src/a.py\n```\nimport a\n\ndef f(x):\n    y = x + 1\n    z = y\n"
               "# ... rest unchanged ...\n```\n") ==
      "import a\n\ndef f(x):\n    y = x + 1\n    z = y\n    return z\n\ndef g(x):\n    return x\n");
}

TEST_CASE("what is left out must be at one place") {
  const std::string twins = "a\nb\nx\nb\na\nb\ny\n";
  CHECK(answered(twins, "src/a.py\n```\na\nb\nx\n# ...\nb\nz\n```\n") == "no_patch");
  std::string many;
  for (int i = 0; i < 40; ++i)
    many += "# ...\nb\n";
  CHECK(answered(twins, "src/a.py\n```\na\n" + many + "```\n") == "no_patch");
  CHECK(answered(twins, "src/a.py\n```\na\n# ...\n# ...\ny\n```\n") == "no_patch");
}

TEST_CASE("dots that are code are code") {
  CHECK(answered("def f():\n    pass\n", block("    pass\n", "    x = [...]\n")) ==
        "def f():\n    x = [...]\n");
  CHECK(answered("def f():\n    pass\n", block("def f():\n    pass\n", "def f():\n    ...\n")) ==
        "def f():\n    ...\n");
  CHECK(answered("a ...\nb\n", block("a ...\nb\n", "a ...\nc\n")) == "a ...\nc\n");
}
