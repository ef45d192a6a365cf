// SPDX-License-Identifier: MIT
// NumPy's rules for products and for broadcasting, and the sentences about them.
#include "app/stepper/shape_check.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include "document/sentence.hpp"

namespace isobath::app {

using core::Index;
using document::join;
using Size = Shape::Size;

namespace {

std::string text_of(const Size& size) { return size.is_m ? "m" : std::to_string(size.value); }

/// Sizes from the right; what is not there counts as 1.
Size from_right(const Shape& shape, std::size_t place) {
  const std::size_t count = shape.sizes.size();
  return place < count ? shape.sizes[count - 1 - place] : Size{};
}

/// Result of an operation number by number, or the two sizes that do not fit.
struct ProductShape {
  std::optional<Shape> shape;
  Size left, right;
};

ProductShape broadcast(const Shape& a, const Shape& b) {
  ProductShape outcome{Shape{}, {}, {}};
  const std::size_t count = std::max(a.sizes.size(), b.sizes.size());
  outcome.shape->sizes.resize(count);
  for (std::size_t place = 0; place < count; ++place) {
    const Size left = from_right(a, place), right = from_right(b, place);
    if (!(left == right) && left.value != 1 && right.value != 1) return {std::nullopt, left, right};
    outcome.shape->sizes[count - 1 - place] = left.value == 1 ? right : left;
  }
  return outcome;
}

/// np.dot of what has one or two sizes.
ProductShape product(const Shape& a, const Shape& b) {
  const Size inner_left = a.sizes.back(), inner_right = b.sizes.front();
  if (!(inner_left == inner_right)) return {std::nullopt, inner_left, inner_right};
  ProductShape outcome{Shape{}, {}, {}};
  if (a.sizes.size() == 2) outcome.shape->sizes.push_back(a.sizes[0]);
  if (b.sizes.size() == 2) outcome.shape->sizes.push_back(b.sizes[1]);
  return outcome;
}

bool is_product(LineKind kind) {
  return kind == LineKind::pre_activation || kind == LineKind::d_w || kind == LineKind::d_a;
}

/// Why an operand has the shape it has; with its sizes only once they are found.
std::string rule_of(const Operand& operand, bool found = false) {
  const std::string right = found ? ": " + text_of(shape_of(operand)) : "";
  switch (operand.role) {
    case Role::weights:
      return join(
          {"W[l] has a row for each unit of its layer and a column for each unit of the "
           "layer before, (n[l], n[l-1])",
           right});
    case Role::like_weights:
      return join({operand.name,
                   " has one number for each weight, so the shape of W[l], "
                   "(n[l], n[l-1])",
                   right});
    case Role::transposed:
      return join({"turned over, W[l] (n[l], n[l-1]) becomes W[l]ᵀ (n[l-1], n[l])", right});
    case Role::bias:
      return join({operand.name, " has one number for each unit, in one column, (n[l], 1)", right});
    case Role::batch:
      return join({operand.name,
                   " has a row for each unit and a column for each example, (n[l], m)", right});
    case Role::turned_batch:
      return join({"turned over, ", operand.name,
                   " has a row for each example and a column for each unit, (m, n[l])", right});
    case Role::number:
      return "it is one number" + right;
  }
  return right;
}

std::string named(const Operand& operand, const Shape& shape) {
  return join({operand.name, " ", text_of(shape)});
}

/// What a line makes of the shapes of its operands.
class Trial {
 public:
  Trial(const LineView& line, std::size_t operand, const Shape& tried)
      : line_(line), tried_(operand) {
    for (const Operand& each : line.operands) shapes_.push_back(shape_of(each));
    shapes_[operand] = tried;
  }

  ShapeVerdict judge() {
    const Operand& operand = line_.operands[tried_];
    const Shape right = shape_of(operand);
    if (shapes_[tried_] == right)
      return {ShapeVerdict::Kind::right,
              join({named(operand, shapes_[tried_]), " is right: ", rule_of(operand, true), "."})};
    if (operand.role == Role::number)
      return {ShapeVerdict::Kind::broken,
              join({operand.name, " cannot be ", text_of(shapes_[tried_]), ": ", rule_of(operand),
                    "."})};
    std::optional<Shape> result = shapes_.front();
    for (std::size_t next = 1; next < shapes_.size() && result; ++next)
      result = next == 1 && is_product(line_.line.kind) ? multiply() : combine(*result, next);
    if (result && line_.line.kind == LineKind::d_b) result = summed(*result);
    if (!result)
      return {ShapeVerdict::Kind::broken, join({sentence_, "; ", rule_of(operand), "."})};
    return told(*result, operand);
  }

 private:
  std::string as(std::size_t number) const {
    const Operand& operand = line_.operands[number];
    return number == tried_ ? join({operand.name, " as ", text_of(shapes_[number])})
                            : named(operand, shapes_[number]);
  }

  std::optional<Shape> multiply() {
    const ProductShape outcome = product(shapes_[0], shapes_[1]);
    if (outcome.shape) return outcome.shape;
    sentence_ = join({as(0), " times ", as(1), ": the inner sizes ", text_of(outcome.left), " and ",
                      text_of(outcome.right), " differ"});
    return std::nullopt;
  }

  std::optional<Shape> combine(const Shape& so_far, std::size_t next) {
    const ProductShape outcome = broadcast(so_far, shapes_[next]);
    if (outcome.shape) return outcome.shape;
    const std::string first =
        next == 1 ? as(0) : join({"the result so far, ", text_of(so_far), ","});
    sentence_ =
        join({first, " and ", as(next), " do not fit number by number: ", text_of(outcome.left),
              " stands against ", text_of(outcome.right), ", and only a 1 is broadcast"});
    if (shapes_[tried_].sizes.size() == 1)
      sentence_ += join({" (", text_of(shapes_[tried_]), " counts as one row, (1, ",
                         text_of(shapes_[tried_].sizes[0]), "))"});
    return std::nullopt;
  }

  /// np.sum over axis 1, with the axis kept.
  std::optional<Shape> summed(const Shape& shape) {
    if (shape.sizes.size() == 2) return Shape{{shape.sizes[0], Size{}}};
    sentence_ = join({as(0), " has no axis 1 to be summed over"});
    return std::nullopt;
  }

  ShapeVerdict told(const Shape& result, const Operand& operand) const {
    const Operand& wanted = line_.result;
    std::string sentence = join({as(tried_), " runs without an error"});
    const bool one_number = wanted.role == Role::number;
    if (line_.line.kind == LineKind::d_b && result == shape_of(wanted))
      sentence += join({", but sums over ", text_of(shapes_[tried_].sizes[1]),
                        " columns in place of the m examples"});
    else if (one_number || result == shape_of(wanted))
      sentence += join({" and is broadcast in silence: ", consequence(operand)});
    else
      sentence += join({", but ", wanted.name, " comes out as ", text_of(result), " in place of ",
                        text_of(shape_of(wanted)), ahead()});
    return {ShapeVerdict::Kind::silent, join({sentence, "; ", rule_of(operand), "."})};
  }

  /// What a shape that is broadcast to the right result means.
  std::string consequence(const Operand& operand) const {
    const Shape& tried = shapes_[tried_];
    const bool one_row = tried.sizes.size() == 1 || tried.sizes[0].value == 1;
    const bool one_column =
        tried.sizes.size() == 1 ? tried.sizes[0].value == 1 : tried.sizes[1].value == 1;
    if (one_row && one_column) return "one number serves for every cell";
    if (operand.role == Role::bias)
      return one_row ? "every column would have a number of its own, the same for all units"
                     : "every example would have a bias of its own";
    if (one_row) return "all rows get the same numbers";
    if (one_column) return "all columns get the same numbers";
    return "the numbers meet others than they belong to";
  }

  std::string ahead() const {
    if (line_.line.kind == LineKind::activation) return ", and the next line's product fails";
    return shapes_[tried_].sizes.size() == 1 ? ", a list that is neither row nor column" : "";
  }

  const LineView& line_;
  std::size_t tried_;
  std::vector<Shape> shapes_;
  std::string sentence_;
};

/// Without brackets and blanks; a blank alone between two sizes parts them, too.
std::string without_blanks(std::string_view typed) {
  std::string plain;
  bool parted = false;
  for (const char letter : typed) {
    if (letter == '(' || letter == ')') continue;
    const bool blank = std::isspace(static_cast<unsigned char>(letter)) != 0;
    const bool begins = letter == 'm' || letter == 'n' || (letter >= '0' && letter <= '9');
    if (parted && begins && !plain.empty() &&
        (std::isalnum(static_cast<unsigned char>(plain.back())) || plain.back() == ']') &&
        plain.back() != 'x')
      plain += ',';
    parted = blank;
    if (!blank) plain += letter;
  }
  return plain;
}

/// The next size of a typed shape, cut off its front.
std::expected<Size, std::string> take_size(std::string_view& text, const core::Network& network,
                                           Index m) {
  if (text.starts_with('m')) {
    text.remove_prefix(1);
    return Size{m, true};
  }
  const bool units = text.starts_with("n[");
  if (units) text.remove_prefix(2);
  Index value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || value < 0 || value > 1'000'000'000)
    return std::unexpected("a size is a number, m, or n[l]");
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  if (!units) return Size{value};
  if (!text.starts_with(']') || value > network.depth())
    return std::unexpected(
        join({"n[l] goes from n[0] to n[", std::to_string(network.depth()), "]"}));
  text.remove_prefix(1);
  return Size{network.units(static_cast<int>(value))};
}

}  // namespace

std::expected<Shape, std::string> parse_shape(std::string_view typed, const core::Network& network,
                                              Index m) {
  const std::string plain = without_blanks(typed);
  std::string_view text = plain;
  const auto refuse = [&](std::string_view why) {
    return std::unexpected(join({document::in_quotes(typed), " is not a shape: ", why,
                                 ", and there are two, as in (5, 3) or (5, m)."}));
  };
  Shape shape;
  while (!text.empty() && shape.sizes.size() < 3) {
    const auto size = take_size(text, network, m);
    if (!size) return refuse(size.error());
    if (size->value < 1) return refuse("a size is at least 1");
    shape.sizes.push_back(*size);
    for (const std::string_view between : {",", "x", "×"})
      if (text.starts_with(between)) {
        text.remove_prefix(between.size());
        break;
      }
  }
  if (shape.sizes.empty() || shape.sizes.size() > 2) return refuse("sizes are parted by a comma");
  return shape;
}

std::string text_of(const Shape& shape) {
  if (shape.sizes.size() == 1) return join({"(", text_of(shape.sizes[0]), ",)"});
  return join({"(", text_of(shape.sizes[0]), ", ", text_of(shape.sizes[1]), ")"});
}

Shape shape_of(const Operand& operand) {
  return {{{operand.rows, operand.role == Role::turned_batch},
           {operand.columns, operand.role == Role::batch}}};
}

ShapeVerdict check_shape(const LineView& line, std::size_t operand, const Shape& tried) {
  return Trial(line, operand, tried).judge();
}

ShapeVerdict try_shape(const core::Network& network, const LineView& line, Index m,
                       std::size_t operand, std::string_view typed) {
  if (operand >= line.operands.size())
    return {ShapeVerdict::Kind::unread, "This line has no such matrix."};
  if (typed.find_first_not_of(" ()") == std::string_view::npos)
    return {ShapeVerdict::Kind::unread,
            join({"What is the shape of ", line.operands[operand].name, "? Rows, then columns."})};
  const auto shape = parse_shape(typed, network, m);
  if (!shape) return {ShapeVerdict::Kind::unread, shape.error()};
  return check_shape(line, operand, *shape);
}

}  // namespace isobath::app
