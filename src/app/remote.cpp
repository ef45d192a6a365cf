// SPDX-License-Identifier: MIT
// The methods by name. Numbers and documents are checked here, everything else by those who know.

#include "app/remote.hpp"

#include <expected>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "document/json.hpp"
#include "document/json_value.hpp"
#include "document/link.hpp"
#include "document/record_json.hpp"
#include "lab/bench.hpp"

namespace isobath::app {
namespace {

using nlohmann::json;

/// A result is JSON text already, an error one sentence.
using Result = std::expected<std::string, std::string>;

struct Call {
  Session& session;
  const Screen& screen;
  const json& arguments;
};

constexpr std::int64_t kMostUpdates = 1'000'000'000;

std::string text(const json& value) {
  // Foreign bytes that are no UTF-8 are replaced, not thrown at us.
  return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::expected<int, std::string> count_argument(const Call& call, std::string_view method) {
  if (call.arguments.empty() || call.arguments[0].is_null()) return 1;
  const json& value = call.arguments[0];
  const bool whole = value.is_number() && value.get<double>() >= 1.0 &&
                     value.get<double>() <= static_cast<double>(kMostUpdates) &&
                     value.get<double>() == static_cast<double>(value.get<std::int64_t>());
  if (whole) return static_cast<int>(value.get<std::int64_t>());
  return std::unexpected(std::string(method) + ": " + text(value) +
                         " is not a whole number between 1 and " + std::to_string(kMostUpdates));
}

std::expected<document::Document, std::string> document_argument(const json& arguments) {
  if (arguments.empty()) return std::unexpected("open: a document or a link is missing");
  const json& value = arguments[0];
  if (!value.is_string()) return document::from_json(text(value));
  const auto given = value.get<std::string>();
  const auto first = given.find_first_not_of(" \t\r\n");
  const bool as_json = first == std::string::npos || given[first] == '{' || given[first] == '[';
  return as_json ? document::from_json(given) : document::from_link(given);
}

/// The call is to be made again: the run is not here, but on its way.
constexpr std::string_view kBusy = R"({"busy": true})";

Result open(const Call& call) {
  const auto document = document_argument(call.arguments);
  if (!document) return std::unexpected(document.error());
  if (const auto opened = call.session.open(*document); !opened)
    return std::unexpected(opened.error());
  return "null";
}

Result step(const Call& call) {
  const auto updates = count_argument(call, "step");
  if (!updates) return std::unexpected(updates.error());
  call.session.apply(Step{*updates});
  return "null";
}

Result back(const Call& call) {
  const auto updates = count_argument(call, "back");
  if (!updates) return std::unexpected(updates.error());
  call.session.apply(Back{*updates});
  return "null";
}

template <class Action>
Result act(const Call& call) {
  call.session.apply(Action{});
  return "null";
}

Result document_now(const Call& call) {
  return document::to_json(call.session.document(), true, -1);
}

Result record(const Call& call) { return document::to_json(call.session.record()); }

Result parameters(const Call& call) { return document::parameters_json(call.session.parameters()); }

Result link(const Call& call) { return text(document::to_link(call.session.document())); }

Result widgets(const Call& call) {
  json list = json::array();
  for (const Control& control : call.screen.controls) {
    list.push_back({{"id", control.id},
                    {"label", control.label},
                    {"kind", control.kind},
                    {"value", control.value},
                    {"x", control.x},
                    {"y", control.y},
                    {"width", control.width},
                    {"height", control.height}});
    if (!control.description.empty()) list.back()["description"] = control.description;
  }
  return text(list);
}

Result frame(const Call& call) {
  const FrameTimes& times = call.screen.frame;
  return text({{"count", times.count},
               {"ui_ms", times.ui_ms},
               {"gl_ms", times.gl_ms},
               {"train_ms", times.train_ms},
               {"dropped", times.dropped}});
}

constexpr double kMostBenchBudget_ms = 1000.0;  // the page stands still meanwhile

/// [[names or series]] lists the workloads they mean; [name, milliseconds] measures one.
Result bench(const Call& call) {
  const json first = call.arguments.empty() ? json::array() : call.arguments[0];
  if (first.is_array()) {
    std::vector<std::string> only;
    for (const json& name : first)
      only.push_back(name.is_string() ? name.get<std::string>() : text(name));
    const auto chosen = lab::choose_workloads(only);
    if (!chosen) return std::unexpected("bench: " + chosen.error());
    json names = json::array();
    for (const lab::Workload* workload : *chosen) names.push_back(workload->name);
    return text(names);
  }
  const auto* workload = first.is_string() ? lab::find_workload(first.get<std::string>()) : nullptr;
  if (workload == nullptr) return std::unexpected("bench: " + text(first) + " is no workload");
  const json budget = call.arguments.size() > 1 ? call.arguments[1] : json(lab::kBudget_ms);
  if (!budget.is_number() || !(budget.get<double>() >= lab::kLeastBudget_ms) ||
      !(budget.get<double>() <= kMostBenchBudget_ms))
    return std::unexpected("bench: " + text(budget) +
                           " is not a number of milliseconds between 1 and 1000");
  return lab::to_json(lab::measure(*workload, budget.get<double>()));
}

Result build(const Call& call) { return text({{"threads", call.session.threaded()}}); }

/// What a method wants of the run before it is called.
enum class Needs {
  nothing,
  order,  // that what was asked for earlier is done
  run     // that the run is here
};

struct Method {
  Result (*answer)(const Call&);
  Needs needs;
};

const std::map<std::string_view, Method>& methods() {
  static const std::map<std::string_view, Method> all{{"open", {open, Needs::run}},
                                                      {"document", {document_now, Needs::order}},
                                                      {"step", {step, Needs::run}},
                                                      {"back", {back, Needs::run}},
                                                      {"play", {act<Play>, Needs::nothing}},
                                                      {"pause", {act<Pause>, Needs::nothing}},
                                                      {"reset", {act<Reset>, Needs::run}},
                                                      {"record", {record, Needs::run}},
                                                      {"parameters", {parameters, Needs::run}},
                                                      {"link", {link, Needs::order}},
                                                      {"widgets", {widgets, Needs::order}},
                                                      {"frame", {frame, Needs::nothing}},
                                                      {"build", {build, Needs::nothing}},
                                                      {"bench", {bench, Needs::run}}};
  return all;
}

bool is_busy(Session& session, Needs needs) {
  if (needs == Needs::nothing || (needs == Needs::order && !session.queued())) return false;
  return !session.settle();
}

Result dispatch(Session& session, const Screen& screen, std::string_view method,
                std::string_view json_arguments) {
  const auto found = methods().find(method);
  if (found == methods().end())
    return std::unexpected(std::string(method) + ": there is no such method");
  const json arguments = document::json_value(json_arguments);
  if (!arguments.is_array())
    return std::unexpected(std::string(method) + ": the arguments are not a JSON array");
  if (is_busy(session, found->second.needs)) return std::string(kBusy);
  return found->second.answer({session, screen, arguments});
}

}  // namespace

std::string call(Session& session, const Screen& screen, std::string_view method,
                 std::string_view json_arguments) {
  Result result;
  try {
    result = dispatch(session, screen, method, json_arguments);
  } catch (const std::exception&) {
    // Only memory can be short here.
    result = std::unexpected(std::string(method) + ": there is not enough memory for that");
  }
  return result ? *result : text({{"error", result.error()}});
}

}  // namespace isobath::app
