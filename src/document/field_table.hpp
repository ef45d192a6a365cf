// SPDX-License-Identifier: MIT
// What the parts of the field table are written with; of no use outside of this room.
#pragma once

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "document/fields.hpp"

namespace isobath::document::table {

template <auto Section, auto Member>
double get_in(const Document& document) {
  return static_cast<double>((document.*Section).*Member);
}

template <auto Section, auto Member>
void set_in(Document& document, double value) {
  auto& member = (document.*Section).*Member;
  member = static_cast<std::remove_reference_t<decltype(member)>>(value);
}

template <auto Member>
double get_at(const Document& document) {
  return static_cast<double>(document.*Member);
}

template <auto Member>
void set_at(Document& document, double value) {
  auto& member = document.*Member;
  member = static_cast<std::remove_reference_t<decltype(member)>>(value);
}

template <auto Section, auto Member>
Field scalar(Field field) {
  field.get = get_in<Section, Member>;
  field.set = set_in<Section, Member>;
  return field;
}

template <auto Member>
Field scalar(Field field) {
  field.get = get_at<Member>;
  field.set = set_at<Member>;
  return field;
}

constexpr Range kSeedRange{0, 4294967295.0};
constexpr Range kShare{0, 1};
constexpr Range kShareBelowOne{0, 1, true};
constexpr Range kPenalty{0, 1e6};
constexpr Range kBias{-1e3, 1e3};
constexpr Range kScale{0, 1e3};
constexpr Range kRateFactor{0, 1e9};
constexpr Range kUnits{1, core::kMaxUnits};

template <auto Member>
Field text(Field field) {
  field.text = [](const Document& document) -> const std::string& { return document.*Member; };
  field.set_text = [](Document& document, std::string value) {
    document.*Member = std::move(value);
  };
  return field;
}

template <auto Section, auto Member>
Field text_in(Field field) {
  field.text = [](const Document& document) -> const std::string& {
    return (document.*Section).*Member;
  };
  field.set_text = [](Document& document, std::string value) {
    (document.*Section).*Member = std::move(value);
  };
  return field;
}

/// Each appends its section, in the order in which fields are written.
void add_text_fields(std::vector<Field>& table);
void add_data_fields(std::vector<Field>& table);
void add_network_fields(std::vector<Field>& table);
void add_training_fields(std::vector<Field>& table);
void add_study_fields(std::vector<Field>& table);
void add_layer_fields(std::vector<Field>& table);

}  // namespace isobath::document::table
