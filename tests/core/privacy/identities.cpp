#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("variables of an environment lose who and where") {
  CHECK(clean("HOME=/home/rkumar\nUSER=rkumar\nSHELL=/bin/zsh") ==
        "HOME=/home/[USER_1]\nUSER=[USER_1]\nSHELL=/bin/zsh");
  CHECK(clean("{\"USERNAME\": \"Ann Lee\", \"COMPUTERNAME\":\"ANN-PC\"}") ==
        "{\"USERNAME\": \"[USER_1]\", \"COMPUTERNAME\":\"[HOST_1]\"}");
  CHECK(clean("LOGNAME='kim' HOSTNAME=kims-box LOGONSERVER=\\\\DC01") ==
        "LOGNAME='[USER_1]' HOSTNAME=[HOST_1] LOGONSERVER=\\\\[HOST_2]");
  for (const char* text : {"USER=root", "USER=$USER", "USER=%USERNAME%", "USER=${USER}", "user=kim",
                           "USER=x", "MY-USER=kim", "USER=getuser()", "User=kim", "ABUSER=kim",
                           "USER == kim", "USER=", "if USER: pass"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}

TEST_CASE("prompts of shells lose user and host") {
  CHECK(clean("[jonas@jonas-macbook-pro ~]$ make test") == "[[HOST_1] ~]$ make test");
  CHECK(clean("(venv) jonas@web01:~/src$ ls") == "(venv) [HOST_1]:~/src$ ls");
  CHECK(clean("jdoe@BOX MINGW64 ~/repo (main)") == "[HOST_1] MINGW64 ~/repo (main)");
  CHECK(clean("jonas@mbp src % make\n[ann@web01 log]$ ls") ==
        "[HOST_1] src % make\n[[HOST_2] log]$ ls");
  for (const char* text : {"Foo@7852e922 closed", "x git@host:/srv/r", "a + jonas@web01 ~",
                           "react@next", "1a@b:~", "git@web01:~/r", "jonas@web01 said"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}

TEST_CASE("names of machines that bear the names of their owners go") {
  CHECK(clean("on jonas-macbook-pro.local, Janes-iPhone, DESKTOP-4J7K2LQ, MacBook-Air-de-Jean") ==
        "on [HOST_1].local, [HOST_2], [HOST_3], [HOST_4]");
  for (const char* text : {"a-macbook", "devices-pc", "x.foo-imac", "DESKTOP-x", "github-desktop",
                           "as-iphone", "WORKSHOP-4J7K2LQ", "foo-macbookish", "open-imac(x)"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}

TEST_CASE("accounts of clouds and of Windows go") {
  CHECK(clean("arn:aws:iam::123456789012:user/carla is not authorized") ==
        "arn:aws:iam::[ACCOUNT_1]:user/[USER_1] is not authorized");
  CHECK(clean("arn:aws-cn:sts::123456789012:assumed-role/Admin/carla.m.") ==
        "arn:aws-cn:sts::[ACCOUNT_1]:assumed-role/Admin/[USER_1].");
  CHECK(clean("arn:aws:lambda:eu-west-1:123456789012:function:x") ==
        "arn:aws:lambda:eu-west-1:[ACCOUNT_1]:function:x");
  CHECK(clean("Owner: S-1-5-21-1004336348-1177238915-682003330-512 (denied)") ==
        "Owner: [ACCOUNT_1] (denied)");
  for (const char* text : {"arn:aws:s3:::bucket/key", "arn:aws:iam", "barn:aws", "S-1-5-18",
                           "S-1-5-21-1-2", "AS-1-5-21-1-2-3", "arn:aws:iam::1234:user/x"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}

TEST_CASE("the comment of a public key goes") {
  CHECK(clean("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx9 jane.doe@laptop") ==
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKx9 [USER_1]");
  CHECK(clean("ssh-ed25519 BAAA jane@laptop") == "ssh-ed25519 BAAA jane@laptop");
}
