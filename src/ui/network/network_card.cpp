// SPDX-License-Identifier: MIT
// Terms in the order of their size, the sum, and what the activation makes of it.
#include "ui/network/network_card.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "ui/controls/card_sheet.hpp"
#include "ui/controls/controls.hpp"
#include "ui/controls/typed_number.hpp"
#include "ui/network/network_units.hpp"

namespace isobath::ui {
namespace {

constexpr std::size_t kHoverTerms = 6;

const app::UnitCard* card_of(const app::Snapshot& snapshot, const app::UnitId& unit) {
  for (const app::UnitCard* card : {&snapshot.card, &snapshot.pinned_card})
    if (card->filled && card->unit == unit) return card;
  return nullptr;
}

core::Activation activation_of(const app::Snapshot& snapshot, int layer) {
  return snapshot.document->layers[static_cast<std::size_t>(layer) - 1].activation;
}

/// "a[2]₃ = tanh(z)".
Text title_of(const app::Snapshot& snapshot, const app::UnitId& unit) {
  Text title = unit_name(snapshot, unit.layer, unit.unit);
  if (unit.layer == 0) return title;
  title += " = ";
  title += readable(activation_of(snapshot, unit.layer));
  title += "(z)";
  return title;
}

ImU32 colour_of(const Frame& frame, double value) {
  const Colours& c = frame.theme.colour;
  return !std::isfinite(value) ? c.non_finite : value < 0.0 ? c.negative : c.positive;
}

/// "+0.53 · (−0.21)".
Text product_text(const app::UnitCard::Term& term) {
  const Text a = term.a < 0.0 ? Text("(") + number(term.a) + ")" : number(term.a);
  return signed_number(term.w) + " · " + a;
}

const char* sum_words(const app::UnitCard& card) {
  return card.has_bias ? "z = Σ w·a + b" : "z = Σ w·a";
}

/// Whose values a card tells.
Text whose(const app::Snapshot& snapshot, int example) {
  if (example >= 0) return Text("of example ") + std::to_string(example + 1);
  return Text("means of ") + count(snapshot.dataset->train.x.cols()) + " examples";
}

/// What a tile's cells are, where they are no places of a plane; else empty.
const char* tile_words(const app::Snapshot& snapshot, int layer) {
  if (snapshot.dataset->plane || (snapshot.unit_maps.pictures && layer < 2)) return "";
  return "tile: a cell is an example; y rises line by line";
}

/// Of an input of a table, or one that is scaled: the training part's μ and σ before scaling.
struct RawInput {
  double mean = 0.0, deviation = 0.0;
  std::optional<double> value;  // where it is scaled: it was this before
};

std::optional<RawInput> raw_input(const app::Snapshot& snapshot, const app::UnitCard& card) {
  const data::Dataset& dataset = *snapshot.dataset;
  const double shift = dataset.shift(card.unit.unit), scale = dataset.scale(card.unit.unit);
  const bool plain = shift == 0.0 && scale == 1.0;
  if (plain && snapshot.document->data.source != data::Source::table) return {};
  return RawInput{card.mean * scale + shift, card.deviation * scale,
                  plain ? std::nullopt : std::optional(card.a * scale + shift)};
}

/// What is marked, as a line each; returns how many.
std::size_t mark_lines(const app::Snapshot& snapshot, const app::UnitId& unit,
                       const app::UnitCard& card, std::span<Text> lines) {
  std::size_t size = 0;
  if (card.dead) lines[size++] = "dead: g′(z) = 0 on every example → it learns nothing";
  if (card.saturated > 0.0)
    lines[size++] = Text("saturated on ") + percent(card.saturated) + " of the examples";
  if (const UnitMark mark = mark_of(snapshot, unit.layer, unit.unit); mark.group > 0)
    lines[size++] = Text("one of ") + count(mark.group_size) + " identical units";
  return size;
}

}  // namespace

void draw_hover_card(const Frame& frame, const app::UnitId& unit) {
  const app::Snapshot& snapshot = frame.snapshot;
  std::array<CardLine, kHoverTerms + 10> lines;
  std::size_t size = 0;
  const app::UnitCard* told = card_of(snapshot, unit);
  if (told == nullptr) return card(frame, title_of(snapshot, unit).view(), {});
  if (unit.layer == 0) {
    lines[size++] = {whose(snapshot, told->example) + " ", number(told->a), 0};
    if (const auto raw = raw_input(snapshot, *told)) {
      if (raw->value) lines[size++] = {"before scaling", number(*raw->value), 0};
      lines[size++] = {"μ, σ of train", number(raw->mean) + ", " + number(raw->deviation), 0};
    }
  } else {
    lines[size++] = {whose(snapshot, told->example), "", 0};
    const std::size_t kept = std::min(kHoverTerms, told->terms.size());
    double rest = told->rest;
    for (std::size_t i = 0; i < told->terms.size(); ++i) {
      const app::UnitCard::Term& term = told->terms[i];
      if (i >= kept) rest += term.product();
      if (i < kept)
        lines[size++] = {
            unit_name(snapshot, unit.layer - 1, term.input) + "  " + product_text(term),
            signed_number(term.product()), colour_of(frame, term.product())};
    }
    const auto more = told->rest_count + static_cast<int>(told->terms.size() - kept);
    if (more > 0) lines[size++] = {Text("and ") + count(more) + " more", signed_number(rest), 0};
    if (told->has_bias) lines[size++] = {"b", signed_number(told->b), 0};
    lines[size++] = {sum_words(*told), signed_number(told->z), 0};
    lines[size++] = {told->example < 0 ? "mean of g(z)" : "a = g(z)", signed_number(told->a), 0};
    std::array<Text, 3> marks;
    const std::size_t marked = mark_lines(snapshot, unit, *told, marks);
    for (std::size_t i = 0; i < marked; ++i) lines[size++] = {marks[i], "", 0};
  }
  if (const char* tile = tile_words(snapshot, unit.layer); *tile != '\0')
    lines[size++] = {tile, "", 0};
  // Inputs have nothing to edit.
  const char* kept = unit.layer == 0 ? "click: keep it here" : "click: keep it here, to edit";
  lines[size++] = {in_hand(frame.theme, kept).c_str(), "", 0};
  card(frame, title_of(snapshot, unit).view(), std::span(lines).first(size));
}

namespace {

/// A row that can be pressed: text on the left, a number on the right, a bar behind it.
struct CardRow {
  const char* id;
  Text label;
  Text value;
  const char* tip;
  double share = 0.0;  // of the bar, signed
};

class Pinned {
 public:
  Pinned(Frame& frame, const app::UnitId& unit, float width) : frame_(frame), unit_(unit) {
    width_ = width;
  }

  std::optional<ParameterId> draw() {
    draw_head();
    const app::UnitCard* told = card_of(frame_.snapshot, unit_);
    if (told == nullptr) return {};
    if (const char* tile = tile_words(frame_.snapshot, unit_.layer); *tile != '\0')
      text_lines(frame_.theme.fonts.small, frame_.theme.colour.text_soft, tile, width_);
    draw_example(*told);
    if (unit_.layer == 0) {
      line(told->example < 0 ? "mean" : "value", number(told->a, 4), frame_.theme.colour.text);
      if (const auto raw = raw_input(frame_.snapshot, *told)) {
        if (raw->value) line("before scaling", number(*raw->value, 4), frame_.theme.colour.text);
        line("μ, σ of train", number(raw->mean, 4) + ", " + number(raw->deviation, 4),
             frame_.theme.colour.text);
      }
      return {};
    }
    line(sum_words(*told), signed_number(told->z, 4), frame_.theme.colour.text);
    const Text name = readable(activation_of(frame_.snapshot, unit_.layer));
    line(told->example < 0 ? Text("mean of ") + name + "(z)" : Text("a = ") + name + "(z)",
         signed_number(told->a, 4), frame_.theme.colour.text);
    std::array<Text, 3> marks;
    const std::size_t marked = mark_lines(frame_.snapshot, unit_, *told, marks);
    for (std::size_t i = 0; i < marked; ++i)
      text_lines(frame_.theme.fonts.small, frame_.theme.colour.text_soft, marks[i].view(), width_);
    rule();
    return draw_terms(*told);
  }

 private:
  float row_px() const { return frame_.theme.touch ? 34.0F : 22.0F; }

  void line(const Text& label, const Text& value, ImU32 colour) {
    const Theme& theme = frame_.theme;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float y = at.y + (20.0F - theme.metric.small_px) * 0.5F;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float width = text_size(theme.fonts.small, value.view()).x;
    draw_text(list, theme.fonts.small, {at.x, y}, theme.colour.text_soft, label.view(),
              width_ - width - 8.0F);
    draw_text(list, theme.fonts.small, {at.x + width_ - width, y}, colour, value.view());
    ImGui::Dummy({width_, 20.0F});
  }

  void rule() {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine({at.x, at.y + 3.0F}, {at.x + width_, at.y + 3.0F},
                                        frame_.theme.colour.grid_strong);
    ImGui::Dummy({width_, 6.0F});
  }

  void draw_head() {
    const Theme& theme = frame_.theme;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float side = theme.metric.head_px;
    draw_text(*ImGui::GetWindowDrawList(), theme.fonts.strong,
              {at.x, at.y + (side - theme.metric.body_px) * 0.5F}, theme.colour.text,
              title_of(frame_.snapshot, unit_).view(), width_ - side - 4.0F);
    ImGui::SetCursorScreenPos({at.x + width_ - side, at.y});
    if (icon_button(frame_,
                    {"card-close", "release this unit",
                     "Closes the card; the big map shows the output again (Esc)."},
                    Icon::close, {side, side}, Weight::quiet))
      frame_.actions.push_back(app::PinUnit{unit_, false});
    ImGui::SetCursorScreenPos({at.x, at.y + side + 4.0F});
  }

  void type_example(const app::UnitCard& told, const Rect& rect, const Text& shown) {
    const auto examples = static_cast<double>(frame_.snapshot.dataset->train.x.cols());
    const auto typed =
        number_field(frame_,
                     {"card-number", "example",
                      "The example that is followed through the network. Click to type another."},
                     told.example + 1.0, rect, shown.view());
    if (typed && may_be({*typed, false, true}, 1.0, examples, "example", true))
      frame_.actions.push_back(app::set_view<&app::View::example>(static_cast<int>(*typed) - 1));
  }

  /// The mean, or one example to follow.
  void draw_example(const app::UnitCard& told) {
    const Theme& theme = frame_.theme;
    const float side = theme.touch ? 34.0F : 22.0F;
    const auto examples = static_cast<int>(frame_.snapshot.dataset->train.x.cols());
    const ImVec2 at = ImGui::GetCursorScreenPos();
    push_face(theme.fonts.small);
    const bool mean = told.example < 0;
    if (toggle(frame_,
               {"card-mean", "mean",
                "The mean of all training examples: z is linear in a, so its "
                "mean is the sum over the means of a."},
               mean, {width_ * 0.3F, side}) &&
        !mean)
      frame_.actions.push_back(app::set_view<&app::View::example>(-1));
    const float left = at.x + width_ * 0.3F + 4.0F;
    const float between = width_ * 0.7F - 4.0F - 2.0F * (side + 2.0F);
    const auto step = [&](const char* id, const char* label, Icon icon, int by) {
      ImGui::PushItemFlag(ImGuiItemFlags_ButtonRepeat, true);
      if (icon_button(frame_, {id, label, "Follow the example beside this one."}, icon,
                      {side, side}))
        frame_.actions.push_back(app::set_view<&app::View::example>(
            (std::max(0, told.example) + by + examples) % examples));
      ImGui::PopItemFlag();
    };
    ImGui::SetCursorScreenPos({left, at.y});
    step("card-example-less", "example before", Icon::minus, mean ? 0 : -1);
    ImGui::SetCursorScreenPos({left + side + 2.0F, at.y});
    const Text example = Text("example ") + std::to_string(std::max(0, told.example) + 1);
    const ImVec2 chip = ImGui::GetCursorScreenPos();
    // While an example is followed, the chip is its number, to be typed.
    if (!mean) ImGui::SetNextItemAllowOverlap();
    if (toggle(frame_,
               {"card-example", example.c_str(),
                "The numbers of one training example, followed through the network."},
               !mean, {between, side}) &&
        mean)
      frame_.actions.push_back(app::set_view<&app::View::example>(0));
    if (!mean) type_example(told, {chip, {chip.x + between, chip.y + side}}, example);
    ImGui::SetCursorScreenPos({left + side + 4.0F + between, at.y});
    step("card-example-more", "example after", Icon::plus, mean ? 0 : 1);
    ImGui::PopFont();
    ImGui::SetCursorScreenPos({at.x, at.y + side + 4.0F});
  }

  bool row(const CardRow& row) {
    const Theme& theme = frame_.theme;
    const Colours& c = theme.colour;
    ImGui::PushID(row.id);
    const bool pressed =
        ImGui::InvisibleButton("##row", {width_, row_px()}, ImGuiButtonFlags_EnableNav);
    ImGui::PopID();
    const Rect rect = item_rect();
    const bool hot = ImGui::IsItemHovered() || ImGui::IsItemFocused();
    tooltip(frame_, row.tip);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (hot) list.AddRectFilled(rect.min, rect.max, c.control_hot, 3.0F);
    const float y = std::round(rect.centre().y - theme.metric.small_px * 0.5F);
    const double share = std::clamp(std::fabs(row.share), 0.0, 1.0);
    const float bar = static_cast<float>(std::isfinite(row.share) ? share : 1.0) * width_;
    list.AddRectFilled({rect.min.x, rect.max.y - 3.0F}, {rect.min.x + bar, rect.max.y - 1.0F},
                       faded(colour_of(frame_, row.share), 0.85F), 1.0F);
    const float width = text_size(theme.fonts.small, row.value.view()).x;
    draw_text(list, theme.fonts.small, {rect.min.x + 2.0F, y}, c.text_soft, row.label.view(),
              width_ - width - 8.0F);
    draw_text(list, theme.fonts.small, {rect.max.x - width - 2.0F, y}, c.text, row.value.view());
    register_widget(frame_, row.id, row.label.view(), "button", row.value.view(), rect);
    return pressed;
  }

  std::optional<ParameterId> draw_terms(const app::UnitCard& told) {
    std::optional<ParameterId> chosen;
    const app::Snapshot& snapshot = frame_.snapshot;
    double largest = told.has_bias ? std::fabs(told.b) : 0.0;
    for (const app::UnitCard::Term& term : told.terms)
      if (std::isfinite(term.product())) largest = std::max(largest, std::fabs(term.product()));
    const auto share = [&](double value) { return largest > 0.0 ? value / largest : 0.0; };
    if (told.has_bias &&
        row({"card-bias", "b", signed_number(told.b),
             "The bias, added whatever comes in. Click (Enter) → it can be set.", share(told.b)}))
      chosen = ParameterId{unit_.layer, unit_.unit, ParameterId::kBias};
    for (const app::UnitCard::Term& term : told.terms) {
      const Text id = Text("card-term-") + std::to_string(term.input);
      if (row({id.c_str(),
               unit_name(snapshot, unit_.layer - 1, term.input) + "  " + product_text(term),
               signed_number(term.product()),
               "A term w·a. Click (Enter) → its weight can be set, and everything is computed "
               "anew.",
               share(term.product())}))
        chosen = ParameterId{unit_.layer, unit_.unit, term.input};
    }
    if (told.rest_count > 0)
      line(Text("and ") + count(told.rest_count) + " smaller ones", signed_number(told.rest),
           frame_.theme.colour.text);
    return chosen;
  }

  Frame& frame_;
  app::UnitId unit_;
  float width_ = 0.0F;
};

}  // namespace

std::optional<ParameterId> draw_pinned_card(Frame& frame, const app::UnitId& unit,
                                            const Rect& rect) {
  begin_sheet(frame, rect, frame.theme.colour.backward);
  const auto chosen = Pinned(frame, unit, rect.width() - 28.0F).draw();
  end_sheet();
  return chosen;
}

}  // namespace isobath::ui
