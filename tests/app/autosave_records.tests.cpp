// SPDX-License-Identifier: MIT
// What a reload keeps in records: large trainings at their step and runs that have ended, bit for
// bit, and what happens where such a record is broken, gone or too large.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <cstring>

#include "app/fake_store.hpp"
#include "app/save/autosave.hpp"
#include "app/save/kept_record.hpp"
#include "document/record_json.hpp"

namespace app_autosave_records {

using namespace isobath;
using namespace isobath::app;
using Catch::Matchers::ContainsSubstring;

namespace {

/// More numbers than the text of a session takes.
constexpr const char* kLarge = "#layers=256tanh*4,1sigmoid&examples=10";

std::string back(FakeStore& fake, Session& session) {
  return Autosave(fake.with_records()).restore(session, std::nullopt);
}

/// NaN is equal to itself here.
bool same_bits(const core::Parameters<double>& a, const core::Parameters<double>& b) {
  return a.fits(b) &&
         std::memcmp(a.data(), b.data(), static_cast<std::size_t>(a.count()) * sizeof(double)) == 0;
}

std::string& only_record(FakeStore& fake, std::string_view kind) {
  for (auto& [key, bytes] : fake.records)
    if (key.starts_with(kRecordKey) && bytes.find(kind) < bytes.find('\n')) return bytes;
  throw std::runtime_error("there is no such record");
}

}  // namespace

TEST_CASE("a large training comes back at its step, bit for bit", "[app][autosave]") {
  for (const char* more : {"", "&optimizer=adam&batch=4&dropout=0.1",
                           "&precision=double&optimizer=momentum", "&precision=half"}) {
    CAPTURE(more);
    FakeStore fake;
    Session session;
    session.apply(OpenLink{std::string(kLarge) + more});
    session.apply(Step{4});
    const auto four = session.parameters();
    session.apply(Step{3});
    leave(fake.with_records(), session);
    CHECK(fake.texts[std::string(kSessionKey)].size() < 3000);
    REQUIRE(fake.records.size() == 1);

    Session again;
    CHECK(back(fake, again) == "");
    CHECK(again.record().step == 7);
    CHECK(again.document() == session.document());
    CHECK(same_bits(again.parameters(), session.parameters()));
    CHECK(document::to_json(again.record()) == document::to_json(session.record()));
    CHECK(again.snapshot().costs.size() == session.snapshot().costs.size());
    CHECK(fake.used.size() == 1);
    again.apply(Step{3});
    session.apply(Step{3});
    CHECK(same_bits(again.parameters(), session.parameters()));
    again.apply(Seek{4});
    CHECK(same_bits(again.parameters(), four));
  }
}

TEST_CASE("a training that diverged comes back as one that did", "[app][autosave]") {
  FakeStore fake;
  Session session;
  session.apply(OpenLink{
      "#source=plane&loss=squared_error&layers=256relu*4,1linear&alpha=1000000&examples=10"});
  session.apply(Step{40});
  REQUIRE(session.record().diverged);
  leave(fake.with_records(), session);
  Session again;
  CHECK(back(fake, again) == "");
  CHECK(again.record().diverged == session.record().diverged);
  CHECK(same_bits(again.parameters(), session.parameters()));
}

TEST_CASE("runs that have ended come back with their curves, and go on where they stood",
          "[app][autosave][runs]") {
  FakeStore fake;
  Session session;
  session.apply(OpenLink{"#optimizer=adam&batch=16"});
  session.apply(Step{25});
  const auto stood = session.parameters();
  session.apply(NewStart{});
  session.apply(Step{30});
  session.apply(SetField{"training.learning_rate", "0.3"});
  session.apply(AddLayer{1});
  session.apply(Step{25});
  REQUIRE(session.runs().size() == 2);
  session.apply(ShowRun{1, false});
  session.apply(PinRun{1, true});
  leave(fake.with_records(), session);

  Session again;
  CHECK(back(fake, again) == "");
  CHECK(again.record().step == 25);
  REQUIRE(again.runs().size() == 2);
  const Snapshot& snapshot = again.snapshot();
  for (std::size_t i = 0; i < 2; ++i) {
    const EndedRun& now = snapshot.runs[i];
    const EndedRun& then = session.runs()[i];
    CHECK(now.id == then.id);
    CHECK(now.colour == then.colour);
    CHECK(now.shown == then.shown);
    CHECK(now.pinned == (now.id == 1));
    CHECK(now.name == then.name);
    CHECK(now.document == then.document);
    CHECK(document::to_json(now.start) == document::to_json(then.start));
    CHECK(document::to_json(now.last) == document::to_json(then.last));
    REQUIRE(now.costs.size() == then.costs.size());
    CHECK(now.costs.back().cost == then.costs.back().cost);
    CHECK(*now.standing == *then.standing);
  }
  // Restored after the reload it goes on as it would have without.
  again.apply(RestoreRun{1});
  CHECK(again.record().step == 25);
  CHECK(again.parameters() == stood);
  session.apply(RestoreRun{1});
  again.apply(Step{29});
  session.apply(Step{29});
  CHECK(again.parameters() == session.parameters());
  // New runs get numbers of their own.
  again.apply(NewStart{});
  CHECK(again.runs().back().id > 2);
}

TEST_CASE("a run's record is written once, and runs alone are a reason to save",
          "[app][autosave][runs]") {
  FakeStore fake;
  Session session;
  session.apply(Step{25});
  session.apply(NewStart{});
  Autosave autosave(fake.with_records());
  autosave.note_runs(session.runs(), 0.0);
  CHECK(autosave.wait_ms(0.0) == Autosave::kQuiet_ms);
  CHECK(autosave.save_if_due(session, 2000.0) == "");
  REQUIRE(fake.records.size() == 1);
  fake.records.begin()->second = "written once";
  session.apply(ShowRun{1, false});
  autosave.note_runs(session.runs(), 3000.0);
  CHECK(autosave.save_if_due(session, 5000.0) == "");
  CHECK(fake.records.begin()->second == "written once");
  CHECK_THAT(fake.texts[std::string(kSessionKey)], ContainsSubstring("\"shown\":false"));
  // Nothing new is nothing to save.
  autosave.note_runs(session.runs(), 6000.0);
  CHECK(std::isinf(autosave.wait_ms(6000.0)));
  session.apply(ClearRuns{});
  autosave.note_runs(session.runs(), 7000.0);
  CHECK(autosave.save_if_due(session, 9000.0) == "");
  Session again;
  CHECK(back(fake, again) == "");
  CHECK(again.runs().empty());
}

TEST_CASE("a record that cannot be read is put aside, and the rest comes back", "[app][autosave]") {
  FakeStore fake;
  Session session;
  session.apply(OpenLink{kLarge});
  session.apply(Step{23});
  session.apply(NewStart{});
  session.apply(Step{22});
  REQUIRE(session.runs().size() == 1);
  leave(fake.with_records(), session);
  SECTION("of the training") {
    std::string& record = only_record(fake, "isobath_training");
    record.resize(record.size() / 2);
    const std::string broken = record;
    Session again;
    CHECK_THAT(back(fake, again), ContainsSubstring("put aside"));
    CHECK(again.document() == session.document());
    CHECK(again.record().step == 0);
    CHECK(only_record(fake, "isobath_training") == broken);  // under its own key still
  }
  SECTION("of the training, whose first line is none") {
    only_record(fake, "isobath_training") = "nonsense";
    Session again;
    CHECK_THAT(back(fake, again), ContainsSubstring("cannot be read and was put aside"));
    CHECK(fake.records[std::string(kUnreadableKey) + ".training"] == "nonsense");
    CHECK(again.document() == session.document());
    CHECK(again.runs().size() == 1);
  }
  SECTION("of a run") {
    std::string& record = only_record(fake, "isobath_run");
    record.resize(record.find('\n') + 40);
    const std::string broken = record;
    Session again;
    CHECK_THAT(back(fake, again), ContainsSubstring("1 of the 1 runs of the last visit"));
    CHECK(fake.records[std::string(kUnreadableKey) + ".run"] == broken);
    CHECK(again.record().step == 22);
    CHECK(again.runs().empty());
  }
}

TEST_CASE("a record that is gone is told, and one of another experiment is not taken",
          "[app][autosave]") {
  FakeStore fake;
  Session session;
  session.apply(OpenLink{kLarge});
  session.apply(Step{23});
  leave(fake.with_records(), session);
  SECTION("gone") {
    fake.records.clear();
    Session again;
    CHECK_THAT(back(fake, again), ContainsSubstring("no longer there"));
    CHECK(again.document() == session.document());
    CHECK(again.record().step == 0);
  }
  SECTION("the page went before it was written anew") {
    const std::string late = fake.records.begin()->second;
    session.apply(SetField{"training.learning_rate", "0.3"});
    leave(fake.with_records(), session);
    for (auto& [key, bytes] : fake.records) bytes = late;
    Session again;
    CHECK_THAT(back(fake, again), ContainsSubstring("starts again"));
    CHECK(again.document().training.learning_rate == 0.3);
    CHECK(again.record().step == 0);
  }
}

TEST_CASE("a training too large for a record is told once, and its document kept",
          "[app][autosave]") {
  FakeStore fake;
  Session session;
  session.apply(OpenLink{"#layers=512tanh*70,1sigmoid&examples=2"});
  REQUIRE(session.parameter_count() > 17'000'000);
  Autosave autosave(fake.with_records());
  autosave.note({{Event::Kind::document, "", false}}, 0.0);
  CHECK_THAT(autosave.save_now(session), ContainsSubstring("too large to be kept"));
  autosave.note({{Event::Kind::document, "", false}}, 0.0);
  CHECK(autosave.save_now(session) == "");
  CHECK(fake.records.empty());
  Session again;
  CHECK(back(fake, again) == "");
  CHECK(again.document() == session.document());
}

TEST_CASE("a document too large for text is kept in the record", "[app][autosave]") {
  FakeStore fake;
  Session session;
  std::string table = "a,b,label\n";
  for (int i = 0; i < 40000; ++i)
    table += std::to_string(i % 977) + ".125," + std::to_string(i % 89) + ".5,yes" +
             std::to_string(i % 2) + "\n";
  session.apply(OpenText{"large.csv", table});
  for (int frame = 0; frame < 10'000 && session.snapshot().reading; ++frame) session.advance(10.0);
  REQUIRE(session.document().data.source == data::Source::table);
  session.apply(Step{22});
  Store full = fake.with_records();
  full.write = [&fake](std::string_view key,
                       std::string_view text) -> std::expected<void, std::string> {
    if (text.size() > 500'000) return std::unexpected("There is no room.");
    fake.texts[std::string(key)] = text;
    return {};
  };
  leave(full, session);
  CHECK(fake.texts[std::string(kSessionKey)].size() < 3000);
  Session again;
  CHECK(back(fake, again) == "");
  CHECK(again.record().step == 22);
  CHECK(again.document() == session.document());
  CHECK(again.parameters() == session.parameters());
  // Without its record there is nothing to come back to, and the text is put aside.
  fake.records.clear();
  const std::string text = fake.texts[std::string(kSessionKey)];
  Session third;
  CHECK_THAT(back(fake, third), ContainsSubstring("no longer there"));
  CHECK(third.document() == document::Document{});
  CHECK(fake.texts[std::string(kUnreadableKey)] == text);
}

TEST_CASE("a table too large to be written within a frame or two is not kept, which is told once",
          "[app][autosave]") {
  FakeStore fake;
  Session session;
  Autosave autosave(fake.with_records());
  autosave.note({{Event::Kind::document, "", false}}, 0.0);
  CHECK(autosave.save_now(session) == "");
  const auto kept = fake.texts;
  std::string row = "1";
  for (int j = 1; j < 101; ++j) row += "," + std::to_string(j % 7) + ".5";
  std::string table;
  for (int i = 0; i < 3'000; ++i) table += row + "\n";
  session.apply(OpenText{"large.csv", table});
  for (int frame = 0; frame < 10'000 && session.snapshot().reading; ++frame) session.advance(10.0);
  REQUIRE(session.document().data.source == data::Source::table);
  autosave.note({{Event::Kind::document, "", false}}, 0.0);
  CHECK_THAT(autosave.save_now(session), ContainsSubstring("This table is too large to be kept"));
  autosave.note({{Event::Kind::document, "", false}}, 0.0);
  CHECK(autosave.save_now(session) == "");
  CHECK(fake.texts == kept);
  // What is written is the sheet, whatever is left out of it.
  std::vector<data::ColumnChoice> choices;
  for (int j = 4; j < 101; ++j) choices.push_back({std::to_string(j), data::Use::drop, {}, {}});
  session.apply(ChooseColumns{choices});
  REQUIRE(session.document().data.table->x.cols() < 5);
  autosave.note({{Event::Kind::document, "", false}}, 0.0);
  CHECK(autosave.save_now(session) == "");
  CHECK(fake.texts == kept);
  // Its runs neither, and what comes after it is kept again.
  session.apply(Step{30});
  session.apply(OpenLink{"#"});
  session.apply(SetField{"title", "the next one"});
  REQUIRE(session.runs().size() == 1);
  autosave.note({{Event::Kind::document, "", false}}, 0.0);
  CHECK(autosave.save_now(session) == "");
  CHECK(fake.records.empty());
  CHECK(fake.texts != kept);
}

TEST_CASE("every cut of a record is refused or read without harm", "[app][autosave]") {
  Session session;
  session.apply(Step{23});
  session.apply(NewStart{});
  const std::string run = run_record(session.runs().front());
  session.apply(Step{22});
  const std::string training = training_record(session.kept());
  REQUIRE(run_from(run));
  REQUIRE(training_from(training));
  for (std::size_t size = 0; size < run.size(); ++size)
    if (const auto read = run_from(std::string_view(run).substr(0, size))) {
      Session other;
      CHECK(read->standing);
      other.adopt_runs({*read});
      other.apply(RestoreRun{0});
      CHECK(other.record().step == 0);  // cut short, it begins anew
    }
  for (std::size_t size = 0; size < training.size(); ++size)
    if (const auto read = training_from(std::string_view(training).substr(0, size))) {
      Session other;
      CHECK_FALSE(other.come_back(*read, ""));
      CHECK(other.record().step == 0);
    }
}

}  // namespace app_autosave_records
