// SPDX-License-Identifier: MIT
// Autosave, with a store that is made up: what comes back, what is kept aside, and what happens
// where nothing can be stored.
#include "app/save/autosave.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>

#include "app/fake_store.hpp"
#include "document/json.hpp"
#include "document/link.hpp"
#include "document/record_json.hpp"

namespace app_autosave {

using namespace isobath;
using namespace isobath::app;
using Catch::Matchers::ContainsSubstring;

namespace {

std::vector<Event> events_of(Session& session) {
  std::vector<Event> events;
  session.take_events(events);
  return events;
}

}  // namespace

TEST_CASE("a session comes back as it was", "[app][autosave]") {
  for (const char* link :
       {"#", "#optimizer=adam&batch=16&dropout=0.2&alpha=0.01",
        "#precision=double&optimizer=momentum", "#source=spiral&precision=half"}) {
    CAPTURE(link);
    FakeStore fake;
    Session session;
    session.apply(OpenLink{link});
    session.apply(set_view<&View::theme>(ThemeChoice::light));
    session.apply(set_view<&View::logarithmic_cost>(false));
    session.apply(set_view<&View::logarithmic_steps>(true));
    session.apply(set_view<&View::class_shapes>(false));
    session.apply(set_view<&View::large_text>(true));
    session.apply(Step{20});
    const auto twenty = session.parameters();
    session.apply(Step{13});
    leave(fake, session);

    Session again;
    Autosave autosave(fake.store());
    CHECK(autosave.restore(again, std::nullopt) == "");
    CHECK(again.record().step == 33);
    CHECK(again.parameters() == session.parameters());
    CHECK(again.document() == session.document());
    CHECK(again.view().theme == ThemeChoice::light);
    CHECK_FALSE(again.view().logarithmic_cost);
    CHECK(again.view().logarithmic_steps);
    CHECK_FALSE(again.view().class_shapes);
    CHECK(again.view().large_text);
    CHECK(again.snapshot().undo == "");
    // To the last digit of what is told, and with the curve on its way.
    CHECK(document::to_json(again.record()) == document::to_json(session.record()));
    CHECK(again.snapshot().costs.size() == session.snapshot().costs.size());
    // It goes on, and back, as if it had not been away.
    again.apply(Step{5});
    session.apply(Step{5});
    CHECK(again.parameters() == session.parameters());
    again.apply(Seek{20});
    CHECK(again.parameters() == twenty);
    again.apply(Reset{});
    CHECK(again.record().step == 0);
  }
}

TEST_CASE("where hyperparameters were changed on the way, it comes back without its way",
          "[app][autosave]") {
  FakeStore fake;
  Session session;
  session.apply(Step{10});
  session.apply(SetField{"training.learning_rate", "0.3"});
  session.apply(Step{10});
  leave(fake, session);
  Session again;
  Autosave(fake.store()).restore(again, std::nullopt);
  CHECK(again.record().step == 20);
  CHECK(again.parameters() == session.parameters());
  again.apply(Back{5});
  CHECK(again.record().step == 20);
}

TEST_CASE("a link to what is stored brings it back, another one takes its place until undone",
          "[app][autosave]") {
  FakeStore fake;
  Session session;
  session.apply(OpenLink{"#source=moons"});
  session.apply(Step{12});
  leave(fake, session);
  {
    Session again;
    Autosave(fake.store()).restore(again, "#source=moons");
    CHECK(again.record().step == 12);
  }
  Session other;
  Autosave(fake.store()).restore(other, "#source=xor");
  CHECK(other.document().data.source == data::Source::xor_quadrants);
  CHECK(other.record().step == 0);
  other.apply(Step{3});
  leave(fake, other);
  // Even after another visit, what was there before the link is one step of undo away.
  Session later;
  Autosave(fake.store()).restore(later, std::nullopt);
  CHECK(later.document().data.source == data::Source::xor_quadrants);
  CHECK(later.record().step == 3);
  later.apply(Undo{});
  CHECK(later.document().data.source == data::Source::moons);
  CHECK(later.record().step == 12);
  CHECK(later.parameters() == session.parameters());
  other.apply(Undo{});
  CHECK(other.record().step == 12);
}

TEST_CASE("what cannot be read is kept aside", "[app][autosave]") {
  for (const char* text :
       {"nonsense", "{}", R"({"isobath_session": 2, "document": {"isobath": 1}})",
        R"({"isobath_session": 1, "document": {"isobath": 1, "loss": 3}})",
        R"({"isobath_session": 1})"}) {
    CAPTURE(text);
    FakeStore fake;
    fake.texts[std::string(kSessionKey)] = text;
    Session session;
    Autosave autosave(fake.store());
    CHECK_THAT(autosave.restore(session, std::nullopt), ContainsSubstring("cannot be read"));
    CHECK(fake.texts[std::string(kUnreadableKey)] == text);
    CHECK(session.document() == document::Document{});
    // It is not written over by what follows.
    session.apply(Step{1});
    leave(fake, session);
    CHECK(fake.texts[std::string(kUnreadableKey)] == text);
    Session again;
    CHECK(Autosave(fake.store()).restore(again, std::nullopt) == "");
    CHECK(again.record().step == 1);
  }
}

TEST_CASE("it saves a second after the last change, and now and then while playing",
          "[app][autosave]") {
  FakeStore fake;
  Session session;
  Autosave autosave(fake.store());
  autosave.note_view(session.view(), 0.0);
  CHECK(std::isinf(autosave.wait_ms(0.0)));
  session.apply(Step{1});
  autosave.note(events_of(session), 100.0);
  CHECK(autosave.wait_ms(100.0) == Autosave::kQuiet_ms);
  autosave.save_if_due(session, 900.0);
  CHECK(fake.writes == 0);
  autosave.save_if_due(session, 1200.0);
  CHECK(fake.writes == 1);
  CHECK(std::isinf(autosave.wait_ms(1300.0)));
  // Changes without an end.
  session.apply(Play{});
  for (double now_ms = 2000.0; now_ms < 22000.0; now_ms += 100.0) {
    session.advance(0.1);
    autosave.note(events_of(session), now_ms);
    autosave.save_if_due(session, now_ms);
  }
  CHECK(fake.writes >= 5);
  CHECK(fake.writes <= 7);
  session.apply(set_view<&View::theme>(ThemeChoice::dark));
  autosave.note_view(session.view(), 30000.0);
  autosave.save_if_due(session, 31500.0);
  CHECK_THAT(fake.texts[std::string(kSessionKey)], ContainsSubstring("\"theme\":\"dark\""));
}

TEST_CASE("what is refused is said once, and all goes on", "[app][autosave]") {
  FakeStore fake;
  fake.refusal = "The browser's store is full.";
  Session session;
  Autosave autosave(fake.store());
  CHECK(autosave.restore(session, "#source=xor") == "");
  autosave.note(events_of(session), 0.0);
  CHECK(autosave.save_if_due(session, 5000.0) == fake.refusal);
  session.apply(Step{1});
  autosave.note(events_of(session), 6000.0);
  CHECK(autosave.save_if_due(session, 9000.0) == "");
  CHECK(session.record().step == 1);
}

TEST_CASE("a session as it was kept once comes back too", "[app][autosave]") {
  FakeStore fake;
  Session session;
  session.apply(OpenLink{"#optimizer=adam&batch=16&alpha=0.01"});
  session.apply(Step{21});
  const std::string experiment = document::to_json(session.document(), false, -1);
  const std::string trained = document::to_json(session.saved(), false, -1);
  fake.texts[std::string(kSessionKey)] =
      R"({"isobath_session":1,"view":{"theme":1},"from_start":true,"document":)" + experiment +
      R"(,"training":)" + trained + "}";
  Session again;
  CHECK(Autosave(fake.store()).restore(again, std::nullopt) == "");
  CHECK(again.record().step == 21);
  CHECK(again.parameters() == session.parameters());
  CHECK(again.view().theme == ThemeChoice::light);
  again.apply(Step{4});
  session.apply(Step{4});
  CHECK(again.parameters() == session.parameters());
  // One of another experiment is put aside.
  const std::string broken = R"({"isobath_session":1,"document":{"isobath":1,"title":"another"},)"
                             R"("training":)" +
                             trained + "}";
  fake.texts[std::string(kSessionKey)] = broken;
  Session third;
  CHECK_THAT(Autosave(fake.store()).restore(third, std::nullopt),
             ContainsSubstring("of another experiment"));
  CHECK(fake.texts[std::string(kUnreadableKey)] == broken);
  CHECK(third.record().step == 0);
}

TEST_CASE("a training that does not belong to its document is kept aside", "[app][autosave]") {
  FakeStore fake;
  Session session;
  session.apply(Step{3});
  leave(fake, session);
  std::string& text = fake.texts[std::string(kSessionKey)];
  const auto at = text.find("\"document\":{");
  REQUIRE(at != std::string::npos);
  text.insert(at + 12, R"("precision":"double",)");
  const std::string broken = text;
  Session again;
  CHECK_THAT(Autosave(fake.store()).restore(again, std::nullopt),
             ContainsSubstring("of another network"));
  CHECK(fake.texts[std::string(kUnreadableKey)] == broken);
  CHECK(again.record().step == 0);
}

TEST_CASE("where nothing can be put aside, nothing is written over", "[app][autosave]") {
  FakeStore fake;
  fake.texts[std::string(kSessionKey)] = "nonsense";
  fake.refusal = "The browser's store is full.";
  Session session;
  Autosave autosave(fake.store());
  CHECK(autosave.wanted().empty());
  CHECK_THAT(autosave.restore(session, std::nullopt), ContainsSubstring("stays as it is"));
  fake.refusal.clear();
  session.apply(Step{1});
  autosave.note(events_of(session), 0.0);
  autosave.save_if_due(session, 1e5);
  CHECK(fake.texts[std::string(kSessionKey)] == "nonsense");
}

TEST_CASE("without a store there is nothing to do", "[app][autosave]") {
  Session session;
  Autosave autosave;
  CHECK(autosave.restore(session, "#source=xor") == "");
  CHECK(session.document().data.source == data::Source::xor_quadrants);
  CHECK(session.snapshot().undo == "");
  autosave.note(events_of(session), 0.0);
  CHECK(std::isinf(autosave.wait_ms(0.0)));
  CHECK(autosave.save_if_due(session, 1e6) == "");
  CHECK(autosave.save_now(session) == "");
}

TEST_CASE("a large network is kept without its parameters", "[app][autosave]") {
  FakeStore fake;
  Session session;
  session.apply(OpenLink{"#layers=256tanh*4,1sigmoid&examples=10"});
  session.apply(Step{2});
  leave(fake, session);
  CHECK(fake.texts[std::string(kSessionKey)].size() < 2000);
  Session again;
  Autosave(fake.store()).restore(again, std::nullopt);
  CHECK(again.document() == session.document());
  CHECK(again.record().step == 0);
}

}  // namespace app_autosave
