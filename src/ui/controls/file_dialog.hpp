// SPDX-License-Identifier: MIT
// A path to open or to save under, where documents are files with paths.
#pragma once

#include <optional>
#include <string>

#include "ui/theme.hpp"

namespace isobath::ui {

/// Owned by whoever shows the dialog.
struct FileDialog {
  enum class Purpose { none, open, save };
  Purpose purpose = Purpose::none;  // none: not shown
  bool appearing = false;
  std::string path;

  void show(Purpose wanted, const std::string& suggestion) {
    purpose = wanted;
    path = suggestion;
    appearing = true;
  }
};

struct FileRequest {
  FileDialog::Purpose purpose = FileDialog::Purpose::none;
  std::string path;
};

/// Draws the dialog if it is shown; the answer once it is given. Escape closes it without one.
std::optional<FileRequest> draw_file_dialog(FileDialog& dialog, const Theme& theme);

}  // namespace isobath::ui
