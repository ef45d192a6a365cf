// SPDX-License-Identifier: MIT
// The data panel: where the examples come from and how the network is shown them.
#include <algorithm>
#include <array>
#include <string>

#include "ui/controls/controls.hpp"
#include "ui/network/thumbnails.hpp"
#include "ui/output/brush.hpp"
#include "ui/panels.hpp"
#include "ui/panels/table_card.hpp"

namespace isobath::ui {
namespace {

using data::Source;

constexpr std::array<Source, 14> kSources{
    Source::circle,       Source::xor_quadrants, Source::gaussians, Source::spiral, Source::moons,
    Source::checkerboard, Source::plane,         Source::waves,     Source::parity, Source::housing,
    Source::images,       Source::gaussian,      Source::mnist1d,   Source::table};

constexpr std::array<const char*, 14> kSourceTips{
    "Circle: one class inside, one around it. No straight line separates them → a hidden layer "
    "must "
    "bend space.",
    "Xor: the sign of x₁·x₂. The classic that one layer cannot learn; two can.",
    "Gaussians: two clouds. Logistic regression (L = 1) is enough.",
    "Spiral: two arms wound into each other. Wants width or depth, and patience.",
    "Moons: two half circles that reach into each other.",
    "Checkerboard: many corners → many units.",
    "Plane: a value that rises evenly; regression → squared error, linear output.",
    "Waves: a value with hills and valleys; regression → squared error, linear output.",
    "Parity: is the number of −1 among the bits odd? Deep and narrow beats shallow.",
    "Housing: size, bedrooms, postcode, wealth → price. Badly scaled inputs → standardise them.",
    "Images: small pictures drawn on the spot, flattened to one column of pixels.",
    "Gaussian: inputs and targets drawn from N(0, 1), each for itself. There is no rule → what is "
    "learned is memorised, and the map of learning rates is fractal.",
    "MNIST-1D: ten shapes of a line, 40 points each, moved, stretched and noisy. Learned in a "
    "moment, and hard enough for depth to help.",
    "Your own table: drop a CSV file onto the page, paste one, or draw examples with a brush."};

void draw_sources(Frame& frame) {
  const app::Snapshot& snapshot = frame.snapshot;
  const data::Options& options = snapshot.document->data;
  const Theme& theme = frame.theme;
  const bool shapes = snapshot.view.class_shapes;
  constexpr float kBetween = 6.0F;
  constexpr int kColumns = 5;
  const float width = std::floor((available_width() - kBetween * (kColumns - 1)) / kColumns);
  const ImVec2 size{width, theme.touch ? 48.0F : 44.0F};
  for (std::size_t i = 0; i < kSources.size(); ++i) {
    const Source source = kSources[i];
    const bool chosen = source == options.source;
    const std::string_view spelled = data::names(source)[static_cast<std::size_t>(source)];
    const Text id = Text("source-") + spelled;
    if (i % kColumns != 0) ImGui::SameLine(0.0F, kBetween);
    const bool enabled = source != Source::table || options.table != nullptr;
    const bool clicked = toggle(
        frame, {id.c_str(), readable(source), kSourceTips[i], enabled, 0.0F, true}, chosen, size);
    const Rect rect = item_rect();
    const Rect inside{{rect.min.x + 2.0F, rect.min.y + 2.0F},
                      {rect.max.x - 2.0F, rect.max.y - 2.0F}};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (!chosen || !draw_points(list, theme, *snapshot.dataset, inside, shapes))
      draw_source(list, theme, source, inside, shapes);
    if (clicked && !chosen)
      frame.actions.push_back(app::SetField{"data.source", std::string(spelled)});
  }
}

void draw_features(Frame& frame) {
  const data::Options& options = frame.snapshot.document->data;
  if (!data::is_planar(options.source)) return;
  constexpr float kBetween = 4.0F;
  const auto names = data::names(data::Feature{});
  const float width = std::floor((available_width() - 3.0F * kBetween) / 4.0F);
  const ImVec2 size{width, frame.theme.metric.control_px};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto feature = static_cast<data::Feature>(i);
    const bool on = std::ranges::find(options.inputs, feature) != options.inputs.end();
    const bool only = on && options.inputs.size() == 1;
    const Text id = Text("input-") + names[i];
    if (i % 4 != 0) ImGui::SameLine(0.0F, kBetween);
    const char* tip = only ? "The network needs at least one input."
                           : "An input of the network: a row of X. More features → easier data, "
                             "more weights in W[1].";
    if (!toggle(frame, {id.c_str(), readable(feature), tip, !only}, on, size)) continue;
    // The list keeps the order of the features, whatever the order of the clicks.
    std::string list;
    for (std::size_t k = 0; k < names.size(); ++k) {
      const bool had =
          std::ranges::find(options.inputs, static_cast<data::Feature>(k)) != options.inputs.end();
      if ((k == i) == had) continue;
      if (!list.empty()) list += ',';
      list += names[k];
    }
    frame.actions.push_back(app::SetField{"data.inputs", list});
  }
}

void push_change(Frame& frame, const char* field, const std::optional<Change>& change, bool whole) {
  if (!change) return;
  const double value = whole && !change->typed ? std::round(change->value) : change->value;
  frame.actions.push_back(app::SetField{field, exact(value).str(), change->dragging});
}

/// Hundredths where it is dragged, written as such: 0.15, not 0.15000000000000002.
void push_share(Frame& frame, const char* field, std::optional<Change> change) {
  if (change && !change->typed) change->value = std::round(change->value * 100.0) / 100.0;
  push_change(frame, field, change, false);
}

void draw_label_noise(Frame& frame, float width) {
  const double share = frame.snapshot.document->data.label_noise;
  push_share(frame, "data.label_noise",
             slider(frame,
                    {"label-noise", "label noise",
                     "The share of training examples whose class is drawn anew. Fitting them all "
                     "→ memorising, and dev gets worse; a net just large enough for it does worst.",
                     true, width},
                    share, {0.0, 1.0}, trimmed(share, 2)));
}

/// Of the examples, and of their labels where they have classes.
void draw_noise(Frame& frame) {
  const data::Options& options = frame.snapshot.document->data;
  const bool classes = frame.snapshot.dataset->task != data::Task::regression;
  constexpr float kBetween = 6.0F;
  const float all = available_width(), left = std::floor((all - kBetween) * 0.42F);
  if (options.source == Source::table) {
    if (classes) draw_label_noise(frame, all);
    return;
  }
  // Their examples have nothing that noise could be added to.
  if (options.source == Source::gaussian || options.source == Source::parity) {
    if (classes) draw_label_noise(frame, all);
    return;
  }
  push_share(frame, "data.noise",
             slider(frame,
                    {"noise", "noise",
                     "How far examples stray from the rule. More noise → classes overlap, the best "
                     "possible J rises, memorising begins.",
                     true, classes ? left : all},
                    options.noise, {0.0, 1.0}, trimmed(options.noise, 2)));
  if (!classes) return;
  ImGui::SameLine(0.0F, kBetween);
  draw_label_noise(frame, all - kBetween - left);
}

void draw_amounts(Frame& frame) {
  const data::Options& options = frame.snapshot.document->data;
  draw_noise(frame);
  if (options.source == Source::table) return;
  static constexpr std::array<double, 13> kExamples{10,   20,   50,    100,   200,   500,   1000,
                                                    2000, 5000, 10000, 20000, 50000, 100000};
  const bool all = options.source == Source::parity && options.all_inputs;
  push_change(frame, "data.examples",
              ladder(frame,
                     {"examples", "examples m",
                      "Examples in all parts together. More → the gap between train and dev "
                      "closes, an epoch takes longer."},
                     options.examples, kExamples, all ? Text("all") : count(options.examples)),
              true);
}

/// How many numbers an example has, and how many are asked of it.
void draw_gaussian_form(Frame& frame) {
  const data::Options& options = frame.snapshot.document->data;
  if (options.source != Source::gaussian) return;
  static constexpr std::array<double, 11> kInputs{1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
  push_change(frame, "data.inputs",
              ladder(frame,
                     {"gaussian-inputs", "inputs n[0]",
                      "How many numbers an example has. More → W[1] grows, and as many more "
                      "examples can be memorised."},
                     options.dimensions, kInputs, count(options.dimensions)),
              true);
  push_change(frame, "data.targets",
              slider(frame,
                     {"gaussian-targets", "targets",
                      "How many numbers are asked of an example → as many outputs."},
                     options.targets, {1.0, 16.0}, count(options.targets)),
              true);
}

void draw_form(Frame& frame) {
  const data::Options& options = frame.snapshot.document->data;
  if (options.source == Source::parity) {
    push_change(
        frame, "data.bits",
        slider(frame, {"bits", "bits", "Inputs of the parity. One more → twice as many cases."},
               options.bits, {2.0, 14.0}, count(options.bits)),
        true);
  } else if (options.source == Source::images) {
    constexpr float kBetween = 6.0F;
    const float width = std::floor((available_width() - kBetween) * 0.5F);
    static constexpr std::array<double, 6> kSides{4, 8, 16, 24, 32, 64};
    push_change(frame, "data.side",
                ladder(frame,
                       {"side", "side",
                        "Pixels along a side. Inputs n[0] = side × side × channels → W[1] grows.",
                        true, width},
                       options.side, kSides, count(options.side) + " px"),
                true);
    ImGui::SameLine(0.0F, kBetween);
    const ImVec2 half{std::floor((width - 2.0F) * 0.5F), frame.theme.metric.control_px};
    for (const bool colour : {false, true}) {
      if (toggle(frame,
                 {colour ? "channels-colour" : "channels-grey", colour ? "colour" : "grey",
                  "One channel or three: red, green, blue. Three → three times the inputs, "
                  "flattened to one column as in the course."},
                 colour == (options.channels == 3), half) &&
          colour != (options.channels == 3))
        frame.actions.push_back(app::SetField{"data.channels", colour ? "3" : "1"});
      ImGui::SameLine(0.0F, 2.0F);
    }
    ImGui::NewLine();
  }
}

/// Networks that need not learn it.
void draw_parity_nets(Frame& frame) {
  const data::Options& options = frame.snapshot.document->data;
  if (options.source != Source::parity) return;
  constexpr float kBetween = 6.0F;
  const ImVec2 size{std::floor((available_width() - kBetween) * 0.5F),
                    frame.theme.metric.control_px};
  if (text_button(frame,
                  {"load-xor-tree", "load: XOR tree",
                   "Exact weights: |a − b| = relu(a − b) + relu(b − a), pair by pair → log₂ n "
                   "hidden layers (rounded up), J = 0 and accuracy 100 % without training. Deep "
                   "and narrow."},
                  size))
    frame.actions.push_back(app::LoadParity{app::ParityNet::tree});
  ImGui::SameLine(0.0F, kBetween);
  const Text label = Text("load: ") + std::to_string(options.bits) + " ReLU";
  if (text_button(frame,
                  {"load-relu-layer", label.c_str(),
                   "Exact weights: with s ones among the bits, relu(s) − 2 relu(s − 1) + 2 relu(s "
                   "− 2) − … is a zigzag through the parity → one hidden layer of n units, J = 0 "
                   "and accuracy 100 % without training."},
                  size))
    frame.actions.push_back(app::LoadParity{app::ParityNet::one_layer});
}

void draw_scaling(Frame& frame) {
  static constexpr std::array<const char*, 3> kScalings{"raw", "centred  x − μ",
                                                        "standardised  (x − μ)/σ"};
  const data::Options& options = frame.snapshot.document->data;
  const auto scaling = choice(frame,
                              {"scaling", "scaling",
                               "How inputs are scaled, with μ and σ of the training part for all "
                               "parts. Standardised → the ravine of J becomes a bowl, larger α "
                               "stays stable."},
                              kScalings, static_cast<int>(options.scaling));
  if (!scaling) return;
  const auto names = data::names(data::Scaling{});
  frame.actions.push_back(
      app::SetField{"data.scaling", std::string(names[static_cast<std::size_t>(*scaling)])});
}

void draw_split(Frame& frame) {
  struct Preset {
    const char* label;
    const char* value;
    double train, dev;
  };
  static constexpr std::array<Preset, 6> kPresets{{{"50 / 25 / 25", "0.5,0.25,0.25", 0.5, 0.25},
                                                   {"60 / 20 / 20", "0.6,0.2,0.2", 0.6, 0.2},
                                                   {"70 / 30 / 0", "0.7,0.3,0", 0.7, 0.3},
                                                   {"80 / 10 / 10", "0.8,0.1,0.1", 0.8, 0.1},
                                                   {"98 / 1 / 1", "0.98,0.01,0.01", 0.98, 0.01},
                                                   {"100 / 0 / 0", "1,0,0", 1.0, 0.0}}};
  const data::Split& split = frame.snapshot.document->data.split;
  // The last option shows a split that is none of the presets.
  std::array<const char*, kPresets.size() + 1> labels{};
  int current = -1;
  for (std::size_t i = 0; i < kPresets.size(); ++i) {
    labels[i] = kPresets[i].label;
    if (kPresets[i].train == split.train && kPresets[i].dev == split.dev)
      current = static_cast<int>(i);
  }
  const auto share = [](double value) { return number(value * 100.0, 3); };
  const Text own = share(split.train) + " / " + share(split.dev) + " / " + share(split.test);
  std::size_t shown = kPresets.size();
  if (current < 0) {
    current = static_cast<int>(shown);
    labels[shown++] = own.c_str();
  }
  const auto chosen = choice(frame,
                             {"split", "train/dev/test",
                              "Shares of the examples, in %. The network learns from train; dev "
                              "decides between settings; test is asked last."},
                             std::span(labels).first(shown), current);
  if (chosen && static_cast<std::size_t>(*chosen) < kPresets.size())
    frame.actions.push_back(
        app::SetField{"data.split", kPresets[static_cast<std::size_t>(*chosen)].value});
}

}  // namespace

void draw_data(Frame& frame, const Rect& rect) {
  begin_panel(frame, "data", "DATA", rect);
  const float side = frame.theme.metric.head_px;
  const ImVec2 content = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos({content.x + available_width() - side, content.y - side - 4.0F});
  if (icon_button(
          frame,
          {"new-data", "new data",
           "Draw other examples by the same rule (another seed). A good network does equally "
           "well on them."},
          Icon::dice, {side, side}, Weight::quiet))
    frame.actions.push_back(app::NewData{});
  const float title = text_size(frame.theme.fonts.label, "DATA").x;
  draw_brushes(frame, content.x + title + 8.0F, content.x + available_width() - side - 6.0F,
               content.y - side - 4.0F);
  ImGui::SetCursorScreenPos(content);
  draw_sources(frame);
  draw_table_strip(frame);
  draw_amounts(frame);
  draw_form(frame);
  draw_gaussian_form(frame);
  draw_parity_nets(frame);
  draw_features(frame);
  draw_scaling(frame);
  draw_split(frame);
  end_panel();
}

}  // namespace isobath::ui
