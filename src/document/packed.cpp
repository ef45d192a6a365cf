// SPDX-License-Identifier: MIT
// CBOR in base64url. The reader is our own: it keeps its place in a list and not on the stack, so
// that no link can nest it to death.
#include "document/packed.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "data/text.hpp"

namespace isobath::document {

namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::expected<std::vector<std::uint8_t>, Problem> from_base64url(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  std::vector<std::uint8_t> bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t held = 0;
  int held_bits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto digit = kDigits.find(text[i]);
    if (digit == std::string_view::npos)
      return std::unexpected(
          join({"packed: character ", std::to_string(i + 1), ", ", in_quotes(text.substr(i, 1)),
                ", is not one of A-Z a-z 0-9 - _"}));
    held = held << 6 | static_cast<std::uint32_t>(digit);
    held_bits += 6;
    if (held_bits < 8) continue;
    held_bits -= 8;
    bytes.push_back(static_cast<std::uint8_t>(held >> held_bits));
    held &= (1U << held_bits) - 1U;
  }
  return bytes;
}

double half_to_double(std::uint64_t bits) {
  const int exponent = static_cast<int>(bits >> 10 & 0x1F);
  const auto mantissa = static_cast<double>(bits & 0x3FF);
  double value = 0.0;
  if (exponent == 0)
    value = std::ldexp(mantissa, -24);
  else if (exponent < 31)
    value = std::ldexp(mantissa + 1024.0, exponent - 25);
  else
    value = mantissa == 0.0 ? std::numeric_limits<double>::infinity()
                            : std::numeric_limits<double>::quiet_NaN();
  return (bits & 0x8000) != 0 ? -value : value;
}

/// Reads one item after the other and tells a TreeBuilder of it.
class CborReader {
 public:
  explicit CborReader(const std::vector<std::uint8_t>& bytes) : bytes_(bytes) {}

  std::expected<Json, Problem> read() {
    do {
      if (!item()) return std::unexpected(problem());
      while (!open_.empty() && open_.back().left == 0) {
        if (open_.back().object)
          builder_.end_object();
        else
          builder_.end_array();
        open_.pop_back();
      }
    } while (!open_.empty());
    if (position_ != bytes_.size()) {
      problem_ = "packed: bytes follow the end of its value";
      return std::unexpected(problem_);
    }
    return std::move(builder_.root());
  }

 private:
  struct Open {
    bool object = false;
    std::uint64_t left = 0;  // items still to come; of an object: names
    bool value_next = false;
  };

  Problem problem() const { return problem_.empty() ? builder_.problem() : problem_; }

  bool fail(std::string_view what) {
    problem_ = join({"packed: ", what, " at byte ", std::to_string(position_)});
    return false;
  }

  bool number(int count, std::uint64_t& out) {
    out = 0;
    if (bytes_.size() - position_ < static_cast<std::size_t>(count))
      return fail("it ends within a value");
    for (int i = 0; i < count; ++i) out = out << 8 | bytes_[position_++];
    return true;
  }

  bool text(std::uint64_t length, std::string& out) {
    if (bytes_.size() - position_ < length) return fail("it ends within a text");
    out.assign(reinterpret_cast<const char*>(bytes_.data()) + position_,
               static_cast<std::size_t>(length));
    position_ += static_cast<std::size_t>(length);
    return data::is_utf8(out) || fail("a text that is not UTF-8");
  }

  bool item() {
    std::uint64_t head = 0;
    if (!number(1, head)) return false;
    const auto major = static_cast<int>(head >> 5);
    const auto low = static_cast<int>(head & 0x1F);
    std::uint64_t argument = static_cast<std::uint64_t>(low);
    if (low >= 24 && low <= 27 && !number(1 << (low - 24), argument)) return false;
    if (low > 27) return fail("a value of unknown length");
    bool is_value = true;
    if (!open_.empty() && open_.back().object) {
      is_value = open_.back().value_next;
      open_.back().value_next = !is_value;
    }
    if (!open_.empty() && is_value) --open_.back().left;
    if (!is_value && major != 3) return fail("a name that is not text");
    return value(major, low, argument, !is_value);
  }

  bool value(int major, int low, std::uint64_t argument, bool is_name) {
    std::string string;
    switch (major) {
      case 0:
        return builder_.number_unsigned(argument);
      case 1:
        return builder_.number_float(-1.0 - static_cast<double>(argument), string);
      case 3:
        if (!text(argument, string)) return false;
        return is_name ? builder_.key(string) : builder_.string(string);
      case 4:
        open_.push_back({false, argument, false});
        return builder_.start_array(0);
      case 5:
        open_.push_back({true, argument, false});
        return builder_.start_object(0);
      case 7:
        return simple(low, argument);
      default:
        return fail("a value that JSON does not have");
    }
  }

  bool simple(int low, std::uint64_t argument) {
    const std::string unused;
    switch (low) {
      case 20:
      case 21:
        return builder_.boolean(low == 21);
      case 22:
        return builder_.null();
      case 25:
        return builder_.number_float(half_to_double(argument), unused);
      case 26:
        return builder_.number_float(
            static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(argument))),
            unused);
      case 27:
        return builder_.number_float(std::bit_cast<double>(argument), unused);
      default:
        return fail("a value that JSON does not have");
    }
  }

  const std::vector<std::uint8_t>& bytes_;
  std::size_t position_ = 0;
  std::vector<Open> open_;
  TreeBuilder builder_{"", "packed: "};
  Problem problem_;
};

}  // namespace

std::string pack(const OrderedJson& tree) {
  const std::vector<std::uint8_t> bytes = OrderedJson::to_cbor(tree);
  std::string out;
  out.reserve(bytes.size() / 3 * 4 + 4);
  std::uint32_t held = 0;
  int held_bits = 0;
  for (const std::uint8_t byte : bytes) {
    held = held << 8 | byte;
    held_bits += 8;
    while (held_bits >= 6) {
      held_bits -= 6;
      out += kDigits[held >> held_bits & 63U];
    }
    held &= (1U << held_bits) - 1U;
  }
  if (held_bits > 0) out += kDigits[held << (6 - held_bits) & 63U];
  return out;
}

std::expected<Json, Problem> unpack(std::string_view text) {
  const auto bytes = from_base64url(text);
  if (!bytes) return std::unexpected(bytes.error());
  return CborReader(*bytes).read();
}

}  // namespace isobath::document
