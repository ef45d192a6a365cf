// SPDX-License-Identifier: MIT
// A table as it was read and what is done with its columns, from JSON and to it.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "data/csv.hpp"
#include "data/dates.hpp"
#include "data/text.hpp"
#include "document/values.hpp"

namespace isobath::document {

namespace {

constexpr std::array<std::string_view, 6> kColumnNames{"name",  "kind",  "values",
                                                       "words", "codes", "format"};
constexpr std::array<std::string_view, 4> kFormatNames{"decimal", "thousands", "unit", "dates"};
constexpr std::array<std::string_view, 4> kUseNames{"name", "use", "as", "missing"};

std::string entry(const std::string& path, std::size_t index) {
  return join({path, "[", std::to_string(index), "]"});
}

/// One of the names of an enumeration; what is not there is left as it is.
template <class Enum>
Problem read_named(const Json& object, const char* name, const std::string& path, Enum& out) {
  if (!object.contains(name)) return "";
  const Field field{.kind = Kind::choice, .choices = data::names(Enum{})};
  double index = 0.0;
  if (auto bad = read_scalar(object[name], field, join({path, ".", name}), index); !bad.empty())
    return bad;
  out = static_cast<Enum>(static_cast<int>(index));
  return "";
}

template <class Enum>
Problem read_named(const Json& object, const char* name, const std::string& path,
                   std::optional<Enum>& out) {
  if (!object.contains(name)) return "";
  Enum value{};
  if (auto bad = read_named(object, name, path, value); !bad.empty()) return bad;
  out = value;
  return "";
}

Problem read_member_text(const Json& object, const char* name, const std::string& path,
                         std::string& out) {
  return object.contains(name) ? read_text(object[name], join({path, ".", name}), out) : "";
}

Problem read_sign(const Json& object, const char* name, const std::string& path, char& out) {
  std::string text;
  if (!object.contains(name)) return "";
  if (auto bad = read_member_text(object, name, path, text); !bad.empty()) return bad;
  if (text.size() != 1)
    return join({path, ".", name, ": ", in_quotes(text), " is not a single character"});
  out = text[0];
  return "";
}

Problem read_format(const Json& value, const std::string& path, data::Format& out) {
  if (!value.is_object()) return join({path, ": ", described(value), " is not an object"});
  if (auto bad = check_names(value, path, kFormatNames); !bad.empty()) return bad;
  if (auto bad = read_sign(value, "decimal", path, out.decimal); !bad.empty()) return bad;
  if (auto bad = read_sign(value, "thousands", path, out.thousands); !bad.empty()) return bad;
  if (auto bad = read_member_text(value, "unit", path, out.unit); !bad.empty()) return bad;
  return read_named(value, "dates", path, out.dates);
}

Problem read_values(const Json& value, const std::string& path, std::vector<double>& out) {
  if (!value.is_array() || value.empty())
    return join({path, ": ", value.is_array() ? "an empty list" : described(value),
                 " is not a list of numbers"});
  out.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool missing = value[i].is_null();
    if (!missing && (!value[i].is_number() || !std::isfinite(value[i].get<double>())))
      return join({entry(path, i), ": ", described(value[i]), " is not a number, nor null"});
    out.push_back(missing ? std::numeric_limits<double>::quiet_NaN() : value[i].get<double>());
  }
  return "";
}

Problem check_days(const std::vector<double>& days, const std::string& path) {
  for (std::size_t i = 0; i < days.size(); ++i)
    if (days[i] < data::kFirstDay || days[i] >= data::kLastDay + 1.0)
      return join({entry(path, i), ": ", data::to_text(days[i]), " is not between ",
                   data::to_text(data::kFirstDay), " and ", data::to_text(data::kLastDay),
                   ", the days of the years 0 to 9999 from 1970-01-01"});
  return "";
}

Problem read_codes(const Json& value, const std::string& path, data::Column& column) {
  if (!value.is_array() || value.empty())
    return join({path, ": ", value.is_array() ? "an empty list" : described(value),
                 " is not a list of places in words"});
  const auto most = static_cast<double>(column.words.size()) - 1.0;
  const Field place{.kind = Kind::integer, .range = {0.0, most}};
  column.codes.reserve(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    double code = -1.0;
    if (!value[i].is_null())
      if (auto bad = read_scalar(value[i], place, entry(path, i), code); !bad.empty()) return bad;
    column.codes.push_back(static_cast<std::int32_t>(code));
  }
  return "";
}

Problem read_column(const Json& value, const std::string& path, data::Column& column) {
  if (!value.is_object())
    return join({path, ": ", described(value),
                 R"( is not an object like {"name": "age", "values": [1, null]})"});
  if (auto bad = check_names(value, path, kColumnNames); !bad.empty()) return bad;
  if (auto bad = read_member_text(value, "name", path, column.name); !bad.empty()) return bad;
  if (value.contains("words") != value.contains("codes"))
    return join({path, value.contains("words") ? ".codes" : ".words",
                 ": is missing; words and codes go together"});
  if (value.contains("words")) {
    if (value.contains("values")) return join({path, ".values: given beside words"});
    if (auto bad = read_words(value["words"], path + ".words", column.words); !bad.empty())
      return bad;
    if (column.words.empty() || column.words.size() > data::kMaxWords)
      return join({path, ".words: ", std::to_string(column.words.size()),
                   " words is not between 1 and ", std::to_string(data::kMaxWords)});
    if (auto bad = read_codes(value["codes"], path + ".codes", column); !bad.empty()) return bad;
    column.kind = data::ColumnKind::word;
  } else if (value.contains("values")) {
    if (auto bad = read_values(value["values"], path + ".values", column.numbers); !bad.empty())
      return bad;
    column.kind = data::kind_of_numbers(column.numbers);
  } else {
    column.kind = data::ColumnKind::empty;
  }
  if (auto bad = read_named(value, "kind", path, column.kind); !bad.empty()) return bad;
  using enum data::ColumnKind;
  const bool none = column.kind == text || column.kind == empty;
  if (none == column.has_values() && column.kind != empty)
    return join({path, none ? ".values: a column of text has none" : ".values: is missing"});
  if (column.kind == date && column.has_words())
    return path + ".words: a column of dates has values, days since 1970-01-01";
  if (column.kind == date)
    if (auto bad = check_days(column.numbers, path + ".values"); !bad.empty()) return bad;
  return value.contains("format") ? read_format(value["format"], path + ".format", column.format)
                                  : "";
}

OrderedJson format_value(const data::Format& format) {
  OrderedJson object = OrderedJson::object();
  if (format.decimal != '.') object["decimal"] = std::string(1, format.decimal);
  if (format.thousands != '\0') object["thousands"] = std::string(1, format.thousands);
  if (!format.unit.empty()) object["unit"] = format.unit;
  if (format.dates != data::DateOrder::none) object["dates"] = core::name(format.dates);
  return object;
}

OrderedJson column_value(const data::Column& column) {
  OrderedJson object = OrderedJson::object();
  if (!column.name.empty()) object["name"] = column.name;
  object["kind"] = core::name(column.kind);
  if (column.has_words()) {
    object["words"] = column.words;
    OrderedJson& codes = object["codes"] = OrderedJson::array();
    for (const std::int32_t code : column.codes)
      codes.push_back(code < 0 ? OrderedJson() : OrderedJson(code));
  } else if (!column.numbers.empty()) {
    OrderedJson& values = object["values"] = OrderedJson::array();
    for (const double number : column.numbers)
      values.push_back(std::isnan(number) ? OrderedJson() : OrderedJson(number));
  }
  if (column.format != data::Format{}) object["format"] = format_value(column.format);
  return object;
}

}  // namespace

Problem read_sheet(const Json& value, const std::string& path, data::Sheet& out) {
  if (!value.is_array() || value.empty())
    return join({path, ": ", value.is_array() ? "an empty list" : described(value),
                 R"( is not a list of columns like {"name": "age", "values": [1, null]})"});
  if (value.size() > static_cast<std::size_t>(data::kMaxTableColumns))
    return join({path, ": ", std::to_string(value.size()), " columns are too many; at most ",
                 std::to_string(data::kMaxTableColumns), " are taken"});
  data::Sheet sheet;
  for (std::size_t j = 0; j < value.size(); ++j) {
    data::Column& column = sheet.columns.emplace_back();
    if (auto bad = read_column(value[j], entry(path, j), column); !bad.empty()) return bad;
    if (!column.name.empty()) sheet.has_names = true;
    if (!column.has_values()) continue;
    const auto rows =
        static_cast<core::Index>(column.has_words() ? column.codes.size() : column.numbers.size());
    if (sheet.rows != 0 && rows != sheet.rows)
      return join({entry(path, j), ": ", std::to_string(rows), " rows, ",
                   std::to_string(sheet.rows), " in the columns before it"});
    sheet.rows = rows;
  }
  if (sheet.rows < 1 || sheet.rows > data::kMaxTableRows)
    return join({path, ": ", std::to_string(sheet.rows), " rows is not between 1 and ",
                 std::to_string(data::kMaxTableRows)});
  out = std::move(sheet);
  return "";
}

OrderedJson sheet_value(const data::Sheet& sheet) {
  OrderedJson list = OrderedJson::array();
  for (const data::Column& column : sheet.columns) list.push_back(column_value(column));
  return list;
}

Problem read_choices(const Json& value, const std::string& path,
                     std::vector<data::ColumnChoice>& out) {
  if (!value.is_array())
    return join(
        {path, ": ", described(value), R"( is not a list like [{"name": "age", "use": "drop"}])"});
  std::vector<data::ColumnChoice> choices(value.size());
  for (std::size_t i = 0; i < value.size(); ++i) {
    const std::string place = entry(path, i);
    if (!value[i].is_object())
      return join({place, ": ", described(value[i]),
                   R"( is not an object like {"name": "age", "use": "drop"})"});
    if (auto bad = check_names(value[i], place, kUseNames); !bad.empty()) return bad;
    if (!value[i].contains("name")) return place + ".name: is missing";
    data::ColumnChoice& choice = choices[i];
    if (auto bad = read_text(value[i]["name"], place + ".name", choice.name); !bad.empty())
      return bad;
    if (auto bad = read_named(value[i], "use", place, choice.use); !bad.empty()) return bad;
    if (auto bad = read_named(value[i], "as", place, choice.as); !bad.empty()) return bad;
    if (auto bad = read_named(value[i], "missing", place, choice.missing); !bad.empty()) return bad;
  }
  out = std::move(choices);
  return "";
}

OrderedJson choices_value(const std::vector<data::ColumnChoice>& choices) {
  OrderedJson list = OrderedJson::array();
  for (const data::ColumnChoice& choice : choices) {
    OrderedJson object{{"name", choice.name}};
    if (choice.use) object["use"] = core::name(*choice.use);
    if (choice.as) object["as"] = core::name(*choice.as);
    if (choice.missing) object["missing"] = core::name(*choice.missing);
    list.push_back(std::move(object));
  }
  return list;
}

}  // namespace isobath::document
