// SPDX-License-Identifier: MIT
// The seam between the program and what it runs on: the browser's page or a desktop window. One of
// platform_web.cpp with web/ and platform_desktop.cpp with desktop/ is compiled.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace isobath::platform {

/// What there is and what is missing here, so that nothing is offered that does nothing.
struct Capabilities {
  bool address_bar = false;  // the link stands in it, back and forward work
  bool file_paths = false;   // documents are files with paths; else uploads and downloads
  bool threads = false;
  bool store = false;  // text can be kept between two visits
};
Capabilities capabilities();

struct Options {
  std::string title = "Isobath";
  int width = 1440, height = 900;  // of the window, in logical pixels; the page has its own size
  std::int64_t frames = 0;         // close after so many; 0: stay open
  std::string screenshot;          // write the last frame to this .png or .ppm
};

struct File {
  std::string name, text, error;  // a sentence if it could not be read
};

/// Opens the window with its GL context and Dear ImGui. The error is a sentence for the user.
std::expected<void, std::string> open(const Options& options);

/// Calls `frame` whenever there is something to draw: after input, after wake(), and again as long
/// as it returns true. Destroys `frame` before the context goes. Returns the exit status.
int run(std::function<bool()> frame);
void wake();
bool settling();  // was there input so lately that ImGui still answers to it?

void rest();  // in place of a frame in which there is nothing to draw

void begin_frame();                                // input and sizes to ImGui, which begins a frame
void present(float red, float green, float blue);  // draws ImGui's lists over this ground

/// A file that comes with the program (a font); empty while the page still fetches it.
std::span<const unsigned char> asset(std::string_view name);

double now_ms();
float pixel_ratio();  // pixels of the screen to a logical pixel
bool prefers_dark();

std::vector<File> take_files();  // dropped or chosen since the last call
/// Where documents are uploads: asks the user for one, which take_files() then hands over.
void choose_file();
std::optional<std::string> take_link();  // the address bar's at first and after each change
void set_link(std::string_view link, bool new_entry);  // else in place of the last entry
std::string address();  // what a link is put behind to be opened elsewhere
/// Where Capabilities::file_paths is set.
File read_file(const std::string& path);
std::expected<void, std::string> save_file(const std::string& path, std::string_view text);

/// Text kept between two visits. An error is a sentence.
std::expected<void, std::string> store(std::string_view key, std::string_view text);
std::optional<std::string> stored(std::string_view key);
/// Records, larger things of any bytes, kept likewise. `take` gets those that there are of `keys`,
/// at once or soon.
using FetchedRecords = std::map<std::string, std::string, std::less<>>;
void fetch_records(const std::vector<std::string>& keys, std::function<void(FetchedRecords)> take);
/// Ends some time later; where it cannot be kept, `refused` is called with a sentence.
void keep_record(std::string_view key, std::string_view bytes,
                 std::function<void(const std::string&)> refused);
/// Of records whose keys begin with `prefix` the oldest go, but for `used`, while they take more.
void tidy_records(std::string_view prefix, const std::vector<std::string>& used,
                  std::size_t most_bytes);
/// Calls once, after a while, without a frame. Every call is made, however many are waiting.
void call_later(double wait_ms, std::function<void()> call);

/// `forget` drops all GL objects: browsers take a page's context away now and then.
void on_context_lost(std::function<void()> forget);
/// Called when the page goes out of sight and when it comes back.
void on_visibility(std::function<void(bool visible)> watch);
/// Tells the page of an event: "document", "step", "diverged", "error".
void announce(std::string_view event, std::string_view detail);
/// Answers the page's JavaScript object: method, arguments as JSON → result as JSON.
void on_call(std::function<std::string(std::string_view, std::string_view)> answer);

}  // namespace isobath::platform
