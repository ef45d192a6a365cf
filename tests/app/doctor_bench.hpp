// SPDX-License-Identifier: MIT
// The doctor's rules on real trainings: a session, and what is found in it.
#pragma once

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/session/session.hpp"
#include "data/options.hpp"

namespace isobath::tests {

using Fields = std::vector<app::FieldValue>;

inline void set(app::Session& session, const Fields& fields) {
  session.apply(app::ApplyChanges{fields, "", true});
  INFO(session.snapshot().message);
  REQUIRE(session.snapshot().message.empty());
}

/// So many updates, J looked at after every `every` of them: which samples of J there are does not
/// depend on the machine's pace then.
inline void train(app::Session& session, int updates, int every = 1) {
  for (int done = 0; done < updates; done += every) {
    session.apply(app::Step{std::min(every, updates - done)});
    session.snapshot();
  }
}

inline std::optional<app::Finding> found(app::Session& session, std::string_view rule) {
  const auto& findings = session.snapshot().diagnosis.findings;
  const auto at = std::ranges::find(findings, rule, &app::Finding::rule);
  return at == findings.end() ? std::nullopt : std::optional(*at);
}

/// The rules that have found something, in the order of the panel: "unscaled-inputs loss".
inline std::string rules(app::Session& session) {
  std::string list;
  for (const app::Finding& finding : session.snapshot().diagnosis.findings)
    list += (list.empty() ? "" : " ") + finding.rule;
  return list;
}

/// The words on the buttons, one a line.
inline std::string sentences(app::Session& session) {
  std::string list;
  for (const app::Finding& finding : session.snapshot().diagnosis.findings)
    list += finding.rule + ": " + finding.sentence + " -> " + finding.advice + "\n";
  return list;
}

/// `document` with a table of its own; targets 0 and 1, or numbers, as `target(x1, x2)` says.
template <class Target>
document::Document about_table(document::Document document, int rows, double x1_from,
                               double x1_step, const Target& target) {
  data::Table table{core::Matrix<double>(rows, 2), core::Matrix<double>(rows, 1), {}};
  for (int i = 0; i < rows; ++i) {
    // The second input goes through its range in another order.
    table.x(i, 0) = x1_from + x1_step * i;
    table.x(i, 1) = ((i * 37) % rows) / static_cast<double>(rows);
    table.y(i, 0) = target(table.x(i, 0), table.x(i, 1));
  }
  document.data.source = data::Source::table;
  document.data.table = std::make_shared<const data::Table>(std::move(table));
  return document;
}

/// One example in ten, of class 1, lies in a hole of the others; two units are too few to see it.
inline document::Document rare_class() {
  document::Document document = about_table({}, 200, -4.0, 0.04, [](double x1, double x2) {
    const double up = 8.0 * (x2 - 0.5);
    return x1 * x1 + up * up < 2.2 ? 1.0 : 0.0;
  });
  document.layers.front().units = 2;
  document.data.scaling = data::Scaling::standardize;
  return document;
}

}  // namespace isobath::tests
