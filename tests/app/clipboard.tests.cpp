// SPDX-License-Identifier: MIT
// What Ctrl-C takes along and what Ctrl-V opens.
#include "app/edit/clipboard.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <variant>

#include "app/session/session.hpp"
#include "data/text.hpp"

namespace app_clipboard {

using namespace isobath;
using namespace isobath::app;

TEST_CASE("The link of the document is copied behind the page's address", "[app][clipboard]") {
  Session session;
  session.apply(SetField{"data.source", "spiral"});
  const std::string copied = to_copy(session, "https://somewhere/");
  CHECK(copied.starts_with("https://somewhere/#"));
  Session other;
  const auto pasted = to_paste("  " + copied + "\n");
  REQUIRE(pasted);
  REQUIRE(action_if<OpenLink>(*pasted));
  other.apply(*pasted);
  CHECK(other.document() == session.document());
}

TEST_CASE("A unit kept in view is copied as a row of its weights", "[app][clipboard]") {
  Session session;
  session.apply(PinUnit{{1, 2}, true});
  const core::Parameters<double> parameters = session.parameters();
  const auto& layer = parameters[0];
  CHECK(to_copy(session, "") == data::to_text(layer.weights(2, 0)) + "\t" +
                                    data::to_text(layer.weights(2, 1)) + "\t" +
                                    data::to_text(layer.bias(2)) + "\n");
  // An input has no weights: the link, then.
  session.apply(PinUnit{{0, 0}, true});
  CHECK(to_copy(session, "").starts_with("#"));
}

TEST_CASE("A document and a table can be pasted, nothing cannot", "[app][clipboard]") {
  CHECK(!to_paste(" \n\t"));
  Session session;
  session.apply(*to_paste("{\"isobath\": 1, \"title\": \"pasted\"}"));
  CHECK(session.document().title == "pasted");
  session.apply(*to_paste("a,b,label\n1,2,yes\n3,4,no\n5,6,yes\n7,8,no\n"));
  CHECK(session.document().data.source == data::Source::table);
  session.apply(*to_paste("neither this nor that"));
  CHECK(session.snapshot().message.starts_with("The clipboard: "));
}

TEST_CASE("What is no link, document or table is called that, and a poor table by what it lacks",
          "[app][clipboard]") {
  Session session;
  const std::string none = "The clipboard: this is not a link, a document or a table.";
  for (const char* text : {"hello world", "neither this\nnor that\n", "42"}) {
    session.apply(*to_paste(text));
    CHECK(session.snapshot().message == none);
  }
  session.apply(OpenText{"picture.png", std::string("\x89PNG\r\n\x1a\n\0\0", 10)});
  CHECK(session.snapshot().message ==
        "picture.png: this is a picture, not a table; a table is text in rows and columns, as CSV");
  session.apply(*to_paste("1\n2\n3\n"));
  CHECK(session.snapshot().message.find("one column") != std::string::npos);
  session.apply(*to_paste("a,b\n"));
  CHECK(session.snapshot().message.find("no row of data") != std::string::npos);
}

}  // namespace app_clipboard
