// SPDX-License-Identifier: MIT
// Weights and biases set by hand.
#include "app/edit/edit_parameters.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "app/session/session.hpp"
#include "document/json.hpp"
#include "document/link.hpp"

namespace app_edit_parameters {

using namespace isobath;

namespace {

constexpr const char* kLink = "#layers=5tanh,3tanh,1sigmoid&precision=double&optimizer=adam";

}  // namespace

TEST_CASE("A weight set by hand replaces one number, and the training stands where it stood",
          "[app][edit]") {
  app::Session session;
  session.apply(app::OpenLink{kLink});
  session.apply(app::Step{7});
  const core::Parameters<double> before = session.parameters();
  const std::size_t costs = session.snapshot().costs.size();
  session.apply(app::SetWeight{2, 1, 4, 0.625, false});
  session.apply(app::SetBias{1, 3, -2.0, false});
  const core::Parameters<double> after = session.parameters();
  core::Parameters<double> wanted = before;
  wanted[1].weights(1, 4) = 0.625;
  wanted[0].bias(3) = -2.0;
  CHECK(after == wanted);
  CHECK(session.record().step == 7);
  CHECK(session.snapshot().costs.size() >= costs);
  CHECK(session.snapshot().start.step == 0);
  REQUIRE(session.document().parameters);
  CHECK(*session.document().parameters == wanted);
}

TEST_CASE("From an edit the training goes on as from a file that was saved there", "[app][edit]") {
  app::Session session;
  session.apply(app::OpenLink{kLink});
  session.apply(app::Step{7});
  session.apply(app::SetWeight{1, 0, 1, 0.5, false});
  const auto read = document::from_json(document::to_json(session.document()));
  REQUIRE(read);
  app::Session other;
  REQUIRE(other.open(*read));
  app::Session third;
  third.apply(app::OpenLink{document::to_link(session.document())});
  for (app::Session* each : {&session, &other, &third}) each->apply(app::Step{5});
  CHECK(session.record().step == 12);
  CHECK(session.parameters() == other.parameters());
  CHECK(session.parameters() == third.parameters());
}

TEST_CASE("The numbers of a narrow format are rounded to it", "[app][edit]") {
  app::Session session;
  session.apply(app::OpenLink{"#layers=3tanh,1sigmoid"});
  session.apply(app::SetWeight{1, 0, 0, 0.1, false});
  CHECK(session.parameters()[0].weights(0, 0) == static_cast<double>(0.1F));
}

TEST_CASE("What is not there or not finite is refused in a sentence", "[app][edit]") {
  app::Session session;
  session.apply(app::OpenLink{kLink});
  const core::Parameters<double> before = session.parameters();
  const auto message = [&](const app::Action& action) {
    session.apply(action);
    const std::string said = session.snapshot().message;
    CHECK(session.parameters() == before);
    CHECK_FALSE(session.document().parameters);
    return said;
  };
  CHECK(message(app::SetWeight{2, 3, 0, 1.0, false}) ==
        "parameters[1]: there is no unit 4 among 3");
  CHECK(message(app::SetWeight{2, 0, 5, 1.0, false}) ==
        "parameters[1]: there is no input 6 among 5");
  CHECK(message(app::SetWeight{4, 0, 0, 1.0, false}) == "parameters: there is no layer 4 among 3");
  CHECK(message(app::SetBias{0, 0, 1.0, false}) == "parameters: there is no layer 0 among 3");
  CHECK(message(app::SetBias{1, 0, std::numeric_limits<double>::infinity(), false}) ==
        "parameters[0].b[0]: a weight or bias set by hand is a finite number");
}

TEST_CASE("While it plays, an edit is taken in and it plays on", "[app][edit]") {
  app::Session session;
  session.apply(app::OpenLink{kLink});
  session.apply(app::Play{});
  session.advance(2.0);
  session.apply(app::SetBias{1, 0, 3.0, true});
  CHECK(session.playing());
  CHECK(session.document().parameters);
  const std::int64_t step = session.record().step;
  session.advance(2.0);
  CHECK(session.record().step > step);
}

TEST_CASE("A whole matrix is put in, and one of another shape is refused", "[app][edit]") {
  using What = app::SetMatrix::What;
  app::Session session;
  session.apply(app::OpenLink{kLink});
  session.apply(app::Step{3});
  core::Parameters<double> wanted = session.parameters();
  wanted[1].weights.setConstant(0.5);
  wanted[1].bias << 1.0, 2.0, 3.0;
  session.apply(app::SetMatrix{2, What::weights, core::Matrix<double>::Constant(3, 5, 0.5)});
  session.apply(app::SetMatrix{2, What::bias, wanted[1].bias});
  CHECK(session.parameters() == wanted);
  CHECK(session.record().step == 3);
  CHECK(session.snapshot().undo == "b[2] put in");
  session.apply(app::SetMatrix{2, What::weights, core::Matrix<double>::Ones(5, 3)});
  CHECK(session.snapshot().message == "parameters[1].W: its shape is (3, 5), not (5, 3)");
  core::Matrix<double> infinite = core::Matrix<double>::Ones(3, 1);
  infinite(1, 0) = std::numeric_limits<double>::infinity();
  session.apply(app::SetMatrix{2, What::bias, infinite});
  CHECK(session.snapshot().message == "parameters[1].b: weights and biases set by hand are finite");
  CHECK(session.parameters() == wanted);
}

}  // namespace app_edit_parameters
