#include "core/evidence/xml.hpp"

#include "support/catch.hpp"

using homeostat::evidence::decode_xml;
using homeostat::evidence::XmlReader;

TEST_CASE("the five entities and numbers are decoded, nothing else is") {
  CHECK(decode_xml("a &lt;b&gt; &amp;amp; &quot;&apos;", 100) == "a <b> &amp; \"'");
  CHECK(decode_xml("&#65;&#x42;&#X43;", 100) == "ABC");
  CHECK(decode_xml("&x; &#; &#xZ; &", 100) == "&x; &#; &#xZ; &");
  CHECK(decode_xml("abcdef", 3) == "abc");
}

TEST_CASE("comments, instructions and document types are passed over") {
  XmlReader reader(
      "<?xml v='1'?><!DOCTYPE a [<!ENTITY b \"c\">]><!-- <x> --><!x><a b = '1' c=\"2\"/>");
  const auto token = reader.next();
  REQUIRE(token);
  CHECK(token->name == "a");
  CHECK(token->empty);
  CHECK(token->attribute("b", 10) == "1");
  CHECK(token->attribute("c", 10) == "2");
  CHECK(token->attribute("d", 10).empty());
  CHECK_FALSE(reader.next());
}

TEST_CASE("broken markup ends the reading") {
  for (const char* text : {"<a", "<a b", "<a b=", "<a b=c>", "<a b='c>", "<", "</", "<a ="}) {
    XmlReader reader(text);
    CHECK_FALSE(reader.next());
  }
  XmlReader cut("<![CDATA[text");
  CHECK(cut.next()->text == "text");
  CHECK_FALSE(cut.next());
}
