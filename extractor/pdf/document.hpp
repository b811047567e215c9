// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "pdf/page_content.hpp"
#include "pdf/page_pass.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gongkai::pdf {

struct Metadata {
  std::string producer; ///< UTF-8; may be empty, as the others.
  std::string creator;
  std::string title;
  int pages = 0;
  bool encrypted = false;
};

/// An entry of the file's own outline (bookmarks), in reading order.
struct Bookmark {
  std::string title; ///< UTF-8
  int level = 0;     ///< 0 = outermost.
};

/// A page as a picture: rows of `width` pixels of 3 bytes (red, green, blue), from the top.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<unsigned char> rgb;
};

/// An open PDF. Owns the bytes of the file. Movable, not to be used from two threads at once.
class Document {
public:
  /// Opens a file's bytes. An empty user password is tried first, then `password`.
  /// Fails with not_a_pdf (saying what the file is), damaged_file, password_needed or no_pages.
  static Result<Document> open(std::string bytes, std::string const& password = {});

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  Metadata const& metadata() const noexcept;
  std::string_view bytes() const noexcept;

  /// What is wrong with the file as a whole, though it could be opened.
  Problems const& problems() const noexcept;

  std::vector<Bookmark> bookmarks() const;

  /// `number` counts from 1 to metadata().pages.
  PageContent read_page(int number, PassOptions const& options = {}) const;

  /// Draws a page as a reader sees it, at `dpi` dots an inch (1 to 1200). Fails with page_not_readable.
  Result<Picture> render(int number, double dpi) const;

private:
  struct Members;
  explicit Document(std::unique_ptr<Members> m);
  std::unique_ptr<Members> m_members;
};

/// Encodes a picture as PNG, losslessly.
std::string to_png(Picture const& picture);

/// Encodes a picture as WebP, losslessly: a page of text takes a third of its PNG.
std::string to_webp(Picture const& picture);

} // namespace gongkai::pdf
