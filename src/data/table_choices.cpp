// SPDX-License-Identifier: MIT
// What is found for the columns that nobody has said anything about.
#include "data/table_choices.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/options.hpp"
#include "data/cells.hpp"
#include "data/table.hpp"
#include "data/text.hpp"

namespace isobath::data {
namespace {

using core::Index;

constexpr std::size_t kMostClassNumbers = 20;  // of whole numbers taken for classes by their name
constexpr double kMostlyMissing = 0.6;         // of a column whose cells are left out with it
constexpr double kFewRows = 0.05;              // that may be dropped for what is missing in them

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return result;
}

bool is_one_of(std::string_view name, std::span<const std::string_view> all) {
  return std::ranges::count(all, lower(name)) > 0;
}

// Names of what is to be predicted, and of what is a class even where it is written in numbers.
bool names_target(std::string_view name) {
  static constexpr std::array<std::string_view, 18> kNames{
      "target",  "label",     "class", "y",      "species", "survived",
      "outcome", "diagnosis", "정답",  "레이블", "라벨",    "타깃",
      "타겟",    "분류",      "종",    "품종",   "목표",    "class_label"};
  return is_one_of(name, kNames);
}
bool names_class(std::string_view name) {
  static constexpr std::array<std::string_view, 14> kNames{
      "class",  "label", "species", "diagnosis", "category", "type",       "종류",
      "레이블", "라벨",  "분류",    "종",        "품종",     "class_type", "class_label"};
  return is_one_of(name, kNames);
}

class Planner {
 public:
  Planner(const Sheet& sheet, std::span<const ColumnChoice> choices)
      : sheet_(sheet), choices_(choices), given_(sheet.columns.size()) {}

  std::expected<TablePlan, std::string> plan() {
    plan_.columns.resize(sheet_.columns.size());
    if (auto fault = take_choices(); !fault.empty()) return std::unexpected(fault);
    leave_out();
    if (auto fault = find_target(); !fault.empty()) return std::unexpected(fault);
    if (auto fault = need_inputs(); !fault.empty()) return std::unexpected(fault);
    for (std::size_t j = 0; j < plan_.columns.size(); ++j)
      if (auto fault = find_form(j); !fault.empty()) return std::unexpected(fault);
    find_missing();
    return std::move(plan_);
  }

 private:
  const Column& column(std::size_t j) const { return sheet_.columns[j]; }
  std::string about(std::size_t j) const { return describe_column(sheet_, j) + ": "; }

  std::string take_choices() {
    for (const ColumnChoice& choice : choices_) {
      const bool is_target = choice.use == Use::target;
      const auto found = find_column(sheet_, choice.name, is_target ? "target" : "column");
      if (!found) return found.error();
      ColumnChoice& given = given_[*found];
      if (choice.use) {
        if (given.use == Use::target && is_target)
          return "target " + quoted(choice.name) + ": this column is a target already";
        if (given.use && given.use != choice.use)
          return about(*found) + "it is to be used in two ways; give one of them";
        given.use = choice.use;
        plan_.columns[*found].use = *choice.use;
        if (is_target) plan_.targets.push_back(*found);
      }
      if (choice.as) given.as = choice.as;
      if (choice.missing) given.missing = choice.missing;
    }
    return "";
  }

  void drop(std::size_t j, std::string why) {
    plan_.columns[j].use = Use::drop;
    plan_.columns[j].why = std::move(why);
  }

  // Names and addresses of few rows; the words of the smallest tables say nothing of that.
  bool nearly_all_differ(const Column& c) const {
    constexpr std::size_t kFewWords = 10;
    return c.words.size() > kFewWords && 2 * std::ssize(c.words) > sheet_.rows;
  }

  // What would be no input, or a poor one.
  void leave_out() {
    for (std::size_t j = 0; j < given_.size(); ++j) {
      if (given_[j].use || !column(j).fault.empty()) continue;
      const Column& c = column(j);
      const auto missing = static_cast<double>(c.missing());
      if (c.kind == ColumnKind::empty)
        drop(j, "it is empty");
      else if (c.kind == ColumnKind::id)
        drop(j, "it only tells the rows apart");
      else if (c.kind == ColumnKind::text)
        drop(j, "its words are too many to be classes");
      else if (c.words.size() == 1 && !names_target(c.name) && j + 1 < given_.size())
        drop(j, quoted(c.words.front()) + " is its only word");
      else if (c.words.size() > kMaxFoundWords && !names_target(c.name))
        drop(j, "it has " + std::to_string(c.words.size()) + " different words");
      else if (nearly_all_differ(c) && !names_target(c.name))
        drop(j, "nearly every row has a word of its own");
      else if (missing > kMostlyMissing * static_cast<double>(sheet_.rows))
        drop(j, "most of its cells are missing");
    }
  }

  std::string find_target() {
    if (given_.size() == 1 && plan_.targets.empty())
      return "the table has one column; it needs two or more, for an input and a target";
    if (!plan_.targets.empty()) return "";
    std::vector<std::size_t> by_name;
    std::optional<std::size_t> last;
    for (std::size_t j = 0; j < given_.size(); ++j) {
      if (given_[j].use) continue;
      if (plan_.columns[j].use == Use::drop) continue;
      last = j;
      if (names_target(column(j).name)) by_name.push_back(j);
    }
    if (!last) return "there is no column left as a target; give one by its name";
    const std::size_t target = by_name.size() == 1 ? by_name.front() : *last;
    ColumnPlan& plan = plan_.columns[target];
    plan.use = Use::target;
    plan.why = target + 1 == given_.size() ? "it is the last column"
               : by_name.size() == 1       ? "its name says so"
                                           : "it is the last column that can be one";
    plan_.targets.push_back(target);
    return "";
  }

  std::string need_inputs() {
    const auto inputs = [&] {
      return std::ranges::count(plan_.columns, Use::input, &ColumnPlan::use);
    };
    if (inputs() > 0) return "";
    if (plan_.targets.size() == given_.size())
      return "every column is a target; at least one must be left as an input";
    for (std::size_t j = 0; j < given_.size(); ++j)
      if (column(j).kind == ColumnKind::id && column(j).has_values() && !given_[j].use)
        plan_.columns[j] = {};
    if (inputs() > 0) return "";
    return "no column is left as an input; keep one of those that are left out";
  }

  // How the column is written out, and whether it can be.
  std::string find_form(std::size_t j) {
    ColumnPlan& plan = plan_.columns[j];
    if (plan.use == Use::drop) return "";
    const Column& c = column(j);
    if (!c.fault.empty()) return c.fault;
    if (c.kind == ColumnKind::empty) return about(j) + "it is empty; leave it out";
    if (!c.has_values())
      return about(j) + "it has more than " + std::to_string(kMaxWords) +
             " different words, which are too many for classes; leave it out";
    if (c.has_words() && c.words.size() > core::kMaxUnits)
      return about(j) + std::to_string(c.words.size()) + " classes are more than " +
             std::to_string(core::kMaxUnits) + ", which is the limit";
    const bool is_target = plan.use == Use::target;
    plan.as = natural_form(c);
    if (is_target && !c.has_words()) plan.as = target_form(j);
    if (given_[j].as) plan.as = *given_[j].as;
    if (auto fault = check_form(j); !fault.empty()) return fault;
    if (!is_target) return "";
    const bool classes = plan.as == As::one_hot || plan.as == As::binary;
    if (const auto values = classes ? value_names(c) : c.words; values.size() == 1)
      return about(j) + quoted(values.front()) + " is the only class; two or more are needed";
    if (plan_.targets.size() > 1 && plan.as == As::one_hot)
      return about(j) +
             "its words are classes, which only a single target can have; give one target";
    return "";
  }

  static As natural_form(const Column& c) {
    if (c.has_words()) return c.words.size() == 2 ? As::binary : As::one_hot;
    return c.kind == ColumnKind::date ? As::date_parts : As::number;
  }

  // Numbers that are labels: 1 and 2, −1 and 1, or few whole ones under a name of classes.
  As target_form(std::size_t j) const {
    const Column& c = column(j);
    if (c.kind == ColumnKind::date || plan_.targets.size() > 1) return As::number;
    if (c.kind != ColumnKind::whole && c.kind != ColumnKind::id) return As::number;
    const std::vector<double> classes = classes_of(c);
    const std::vector<double> from_1{1.0, 2.0}, signs{-1.0, 1.0}, bits{0.0, 1.0};
    if (classes == bits) return As::number;
    if (classes == from_1 || classes == signs) return As::binary;
    if (!names_class(c.name) || classes.size() > kMostClassNumbers || classes.size() < 2)
      return As::number;
    return classes.size() == 2 ? As::binary : As::one_hot;
  }

  std::string check_form(std::size_t j) const {
    const Column& c = column(j);
    const As as = plan_.columns[j].as;
    if (as == As::date_parts && c.kind != ColumnKind::date)
      return about(j) + "it has no dates, of which there could be date_parts";
    if (as == As::date_parts && plan_.columns[j].use == Use::target)
      return about(j) + "a date cannot be the target; give it as number, or another column";
    if (as == As::number && c.has_words())
      return about(j) + quoted(c.words[first_non_number(c)]) +
             " is not a number; one_hot takes words";
    if (as == As::number || as == As::date_parts) return "";
    const std::size_t values = c.has_words() ? c.words.size() : classes_of(c).size();
    if (as == As::binary && values != 2)
      return about(j) + "binary needs two different values, and it has " +
             (values > core::kMaxUnits ? "more than " + std::to_string(core::kMaxUnits)
                                       : std::to_string(values));
    if (values > core::kMaxUnits)
      return about(j) + "its values are more than " + std::to_string(core::kMaxUnits) +
             " classes, which is the limit";
    return "";
  }

  // Few rows are dropped for what is missing in them, cells of many rows filled.
  void find_missing() {
    std::vector<char> hit(static_cast<std::size_t>(sheet_.rows));
    const auto mark = [&](std::size_t j) {
      const Column& c = column(j);
      for (std::size_t i = 0; i < hit.size(); ++i)
        if (c.has_words() ? c.codes[i] < 0 : std::isnan(c.numbers[i])) hit[i] = 1;
    };
    for (std::size_t j = 0; j < given_.size(); ++j)
      if (plan_.columns[j].use == Use::input && !given_[j].missing) mark(j);
    const auto rows = static_cast<double>(std::ranges::count(hit, 1));
    const bool few = rows <= kFewRows * static_cast<double>(sheet_.rows);
    for (std::size_t j = 0; j < given_.size(); ++j) {
      ColumnPlan& plan = plan_.columns[j];
      plan.missing = plan.use == Use::input && !few ? Missing::mean : Missing::drop;
      if (given_[j].missing && plan.use == Use::input) plan.missing = *given_[j].missing;
    }
  }

  const Sheet& sheet_;
  std::span<const ColumnChoice> choices_;
  std::vector<ColumnChoice> given_;  // of each column
  TablePlan plan_;
};

}  // namespace

std::span<const std::string_view> names(Use) {
  static constexpr std::array<std::string_view, 3> kNames{"input", "target", "drop"};
  return kNames;
}

std::span<const std::string_view> names(As) {
  static constexpr std::array<std::string_view, 4> kNames{"number", "one_hot", "binary",
                                                          "date_parts"};
  return kNames;
}

std::span<const std::string_view> names(Missing) {
  static constexpr std::array<std::string_view, 2> kNames{"drop", "mean"};
  return kNames;
}

std::expected<TablePlan, std::string> plan_table(const Sheet& sheet,
                                                 std::span<const ColumnChoice> choices) {
  return Planner(sheet, choices).plan();
}

}  // namespace isobath::data
