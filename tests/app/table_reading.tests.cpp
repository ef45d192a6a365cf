// SPDX-License-Identifier: MIT
// Tables on their way into the document.
#include "app/edit/table_reading.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "app/session/session.hpp"

namespace app_table_reading {

using namespace isobath;
using namespace isobath::app;
using Catch::Matchers::ContainsSubstring;

namespace {

/// Some 2 MB.
std::string long_table(int rows = 60'000) {
  std::string text = "# measured in spring\nage,income,town,bought\n";
  for (int i = 0; i < rows; ++i)
    text += std::to_string(i % 83) + "," + std::to_string(i % 977) + ".25,town " +
            std::to_string(i % 5) + (i % 3 == 0 ? ",yes\n" : ",no\n");
  return text;
}

/// How often the page had its turn until the table was read.
int frames_until_read(Session& session) {
  int frames = 0;
  for (; frames < 100'000 && session.snapshot().reading; ++frames) session.advance(4.0);
  return frames;
}

}  // namespace

TEST_CASE("A short table is opened at once", "[app][table]") {
  Session session(Session::Threads::none);
  session.apply(OpenText{"mine.csv", "a,b,c\n1,2,3.5\n2,3,4.5\n3,5,5.5\n4,4,1.5\n"});
  CHECK(!session.snapshot().reading);
  CHECK(session.document().data_file == "mine.csv");
  CHECK(session.snapshot().undo == "mine.csv opened");
}

TEST_CASE("A long table is read between frames, and told how far", "[app][table]") {
  Session session(Session::Threads::none);
  session.apply(Step{30});
  const std::string text = long_table();
  session.apply(OpenText{"long.csv", text});
  REQUIRE(session.snapshot().reading);
  CHECK(session.snapshot().reading->name == "long.csv");
  CHECK(session.has_news());
  // The present experiment is alive meanwhile.
  session.apply(Step{3});
  CHECK(session.record().step == 33);
  double before = 0.0;
  int frames = 0;
  for (; frames < 100'000 && session.snapshot().reading; ++frames) {
    CHECK(session.snapshot().reading->progress >= before);
    before = session.snapshot().reading->progress;
    session.advance(4.0);
  }
  CHECK(frames > 5);
  CHECK(before > 0.5);
  const data::Options& options = session.document().data;
  REQUIRE(options.source == data::Source::table);
  CHECK(options.table->x.rows() == 60'000);
  CHECK(session.record().step == 0);
  CHECK(session.snapshot().dataset->train.x.cols() == 30'000);
  CHECK(session.document().layers.back().activation == core::Activation::sigmoid);
  // The same as what is read in one go.
  session.apply(Step{1});
  Session other(Session::Threads::none);
  document::Document document = session.document();
  document.data.table = std::make_shared<const data::Table>(*document.data.table);
  REQUIRE(other.open(document));
  other.apply(Step{1});
  CHECK(other.parameters() == session.parameters());
  session.apply(Undo{});
  session.apply(Undo{});
  CHECK(session.document().data.source == data::Source::circle);
  CHECK(session.record().step == 33);
}

TEST_CASE("A reading that is cancelled leaves everything as it was", "[app][table]") {
  Session session(Session::Threads::none);
  session.apply(Step{5});
  const document::Document before = session.document();
  const std::string text = long_table();
  session.apply(OpenText{"long.csv", text});
  session.advance(4.0);
  SECTION("by its button") { session.apply(CancelReading{}); }
  SECTION("by another document") {
    session.apply(OpenDocument{before});
    CHECK(session.record().step == 0);
    session.apply(Step{5});
  }
  CHECK(!session.snapshot().reading);
  for (int frame = 0; frame < 100; ++frame) session.advance(4.0);
  CHECK(session.document() == before);
  CHECK(session.record().step == 5);
  CHECK(session.snapshot().message.empty());
}

TEST_CASE("The last of two tables is the one that is opened", "[app][table]") {
  Session session(Session::Threads::none);
  session.apply(OpenText{"first.csv", long_table()});
  session.advance(4.0);
  session.apply(OpenText{"second.csv", long_table(30'000)});
  frames_until_read(session);
  CHECK(session.document().data_file == "second.csv");
}

TEST_CASE("What is wrong far down is told by line, and the document stays", "[app][table]") {
  Session session(Session::Threads::none);
  const document::Document before = session.document();
  session.apply(OpenText{"long.csv", long_table() + "1,2\n"});
  frames_until_read(session);
  CHECK_THAT(session.snapshot().message,
             ContainsSubstring("long.csv: line 60003: 2 columns where line 2 has 4"));
  CHECK(session.snapshot().message_is_error);
  CHECK(session.document() == before);
}

TEST_CASE("What was passed over in reading is told", "[app][table]") {
  Session session(Session::Threads::none);
  session.apply(OpenText{"t.csv",
                         "Measured in spring,,\na,b,c\n1,2,3.5\n# half\n2,3,4.5\n3,5,5.5\n"
                         "4,4,1.5\n5,1,2.5\n6,2,1.5\n"});
  CHECK(session.snapshot().notice ==
        "t.csv: line 1 is passed over as a title: \"Measured in spring\"; 1 line that begins with "
        "# among the rows is passed over.");
  CHECK(!session.snapshot().notice_is_refusal);
}

}  // namespace app_table_reading
