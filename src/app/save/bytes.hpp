// SPDX-License-Identifier: MIT
// Numbers as raw bytes one after the other, least significant first, and back. For what is kept
// between two visits and is too much for text.
#pragma once

#include <bit>
#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

namespace isobath::app {

static_assert(std::endian::native == std::endian::little);

template <class T>
concept Plain = std::is_arithmetic_v<T>;

class ByteWriter {
 public:
  template <Plain T>
  void put(T value) {
    put(std::span<const T>(&value, 1));
  }
  template <Plain T>
  void put(std::span<const T> values) {
    if (!values.empty())
      bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }
  void reserve(std::size_t bytes) { bytes_.reserve(bytes); }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// After something was missing, everything that is got is 0.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : left_(bytes) {}

  template <Plain T>
  T get() {
    T value{};
    get(std::span<T>(&value, 1));
    return value;
  }
  template <Plain T>
  void get(std::span<T> values) {
    if (left_.size() < values.size_bytes()) {
      missing_ = true;
      left_ = {};
    }
    if (missing_ || values.empty()) return;
    std::memcpy(values.data(), left_.data(), values.size_bytes());
    left_.remove_prefix(values.size_bytes());
  }
  /// What is not read yet.
  std::string_view left() const { return left_; }
  /// Was everything there, and is nothing left?
  bool complete() const { return !missing_ && left_.empty(); }
  bool missing() const { return missing_; }

 private:
  std::string_view left_;
  bool missing_ = false;
};

}  // namespace isobath::app
