// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/document.hpp"

#include "pdf/identify.hpp"
#include "pdf/lean_resources.hpp"

#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Stream.h>
#include <UTF.h>
#include <UnicodeMapFuncs.h>
#include <fmt/format.h>
#include <goo/GooString.h>
#include <goo/gmem.h>
#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>
#include <poppler-toc.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace gongkai::pdf {
namespace {

/// Poppler's messages name internals; what matters of them reaches the user as problems of ours.
void ignore_message(std::string const&, void*) {}
void ignore_error(ErrorCategory, Goffset, char const*) {}

/// Poppler's global tables are loaded once and kept, not once a document.
void keep_poppler_loaded() {
  static GlobalParamsIniter const keep(ignore_error);
  static bool const once = (poppler::set_debug_error_function(ignore_message, nullptr), true);
  static_cast<void>(once);
}

std::string without_padding(std::string text) {
  while (!text.empty() && (text.back() == '\0' || text.back() == ' ')) { text.pop_back(); }
  return text;
}

std::string utf8(poppler::ustring const& text) {
  poppler::byte_array const bytes = text.to_utf8();
  return without_padding({bytes.begin(), bytes.end()});
}

/// A text string of the document information, as poppler-cpp reads one: without a mark of UTF-16 its bytes are Latin-1.
/// Titles in other encodings are recognized later by these bytes. Not by poppler::ustring, which loads a converter.
std::string utf8(std::unique_ptr<GooString> const& text) {
  if (!text) { return {}; }
  std::string const& bytes = text->toStr();
  std::vector<Unicode> codes;
  if (text->hasUnicodeMarker() || text->hasUnicodeMarkerLE()) {
    Unicode* read = nullptr;
    int const count = TextStringToUCS4(bytes, &read);
    if (read != nullptr) { codes.assign(read, read + std::max(count, 0)); }
    gfree(read);
  } else {
    for (char const c : bytes) { codes.push_back(static_cast<unsigned char>(c)); }
  }
  std::string out;
  for (Unicode const code : codes) {
    std::array<char, 8> units{};
    out.append(units.data(), static_cast<std::size_t>(mapUTF8(code, units.data(), static_cast<int>(units.size()))));
  }
  return without_padding(std::move(out));
}

std::unique_ptr<PDFDoc> load(std::string const& bytes, std::optional<GooString> const& password) {
  return std::make_unique<PDFDoc>(new MemStream(bytes.data(), 0, static_cast<Goffset>(bytes.size()), Object(objNull)),
                                  password, password);
}

} // namespace

struct Document::Members {
  std::string bytes;                        // outlives both documents, which read from it
  std::string password;                     // that opened it: empty where none was needed, whatever was given
  std::unique_ptr<PDFDoc> pass;             // metadata, glyphs and rulings
  SharedResources shared;                   // by the pages of the pass
  std::unique_ptr<poppler::document> front; // outline and pictures; opened when one is asked for
  Metadata metadata;
  Problems problems;

  /// Null where it cannot be opened. Most runs need no outline and draw nothing, and a second reading of the
  /// cross-reference table of a large file costs as much as ten pages.
  poppler::document* opened_front() {
    if (!front) {
      front.reset(
          poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size()), password, password));
    }
    return front && !front->is_locked() ? front.get() : nullptr;
  }
};

Document::Document(std::unique_ptr<Members> m) : m_members(std::move(m)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Metadata const& Document::metadata() const noexcept { return m_members->metadata; }
std::string_view Document::bytes() const noexcept { return m_members->bytes; }
Problems const& Document::problems() const noexcept { return m_members->problems; }

Result<Document> Document::open(std::string bytes, std::string const& password) {
  Identity const identity = identify(bytes);
  if (!identity.pdf) {
    return failure(ProblemCode::not_a_pdf,
                   fmt::format("not a PDF: the file is {}; download it again or convert it to PDF", identity.name));
  }
  keep_poppler_loaded();
  auto m = std::make_unique<Members>();
  m->bytes = std::move(bytes);
  m->pass = load(m->bytes, std::nullopt);
  bool const locked = !m->pass->isOk() && m->pass->getErrorCode() == errEncrypted;
  if (locked && !password.empty()) {
    m->pass = load(m->bytes, GooString(password));
    m->password = password;
  }
  if (locked && !m->pass->isOk()) {
    return failure(ProblemCode::password_needed,
                   password.empty() ? "the PDF needs a password to be opened; give it with --password"
                                    : "the password does not open the PDF; give the right one with --password");
  }
  if (!m->pass->isOk()) {
    return failure(ProblemCode::damaged_file, "the PDF is damaged or cut off beyond repair; download it again");
  }
  m->metadata.pages = m->pass->getNumPages();
  if (m->metadata.pages <= 0) {
    return failure(ProblemCode::no_pages, "the PDF has no pages; it is empty or cut off, download it again");
  }
  m->metadata.producer = utf8(m->pass->getDocInfoProducer());
  m->metadata.creator = utf8(m->pass->getDocInfoCreator());
  m->metadata.title = utf8(m->pass->getDocInfoTitle());
  m->metadata.encrypted = m->pass->isEncrypted();
  std::string_view const all = m->bytes;
  if (all.substr(all.size() - std::min<std::size_t>(all.size(), 2048)).find("%%EOF") == std::string_view::npos) {
    m->problems.push_back({ProblemCode::damaged_file,
                           "the PDF has no end mark: it may be cut off, and pages or parts of them may be missing; "
                           "compare it with the source",
                           0,
                           {}});
  }
  return Document(std::move(m));
}

std::vector<Bookmark> Document::bookmarks() const {
  std::vector<Bookmark> out;
  poppler::document const* const front = m_members->opened_front();
  std::unique_ptr<poppler::toc> const toc(front != nullptr ? front->create_toc() : nullptr);
  if (!toc) { return out; }
  auto const walk = [&](auto const& self, poppler::toc_item const* item, int level) -> void {
    if (level > 32) { return; }
    for (auto it = item->children_begin(); it != item->children_end(); ++it) {
      out.push_back({utf8((*it)->title()), level});
      self(self, *it, level + 1);
    }
  };
  walk(walk, toc->root(), 0);
  return out;
}

PageContent Document::read_page(int number, PassOptions const& options) const {
  return pdf::read_page(*m_members->pass, number, m_members->shared, options);
}

Result<Picture> Document::render(int number, double dpi) const {
  poppler::document const* const front = m_members->opened_front();
  std::unique_ptr<poppler::page> const page(front != nullptr ? front->create_page(number - 1) : nullptr);
  if (!page) { return failure(ProblemCode::page_not_readable, "the page cannot be drawn", number); }
  poppler::page_renderer renderer;
  renderer.set_render_hint(poppler::page_renderer::antialiasing);
  renderer.set_render_hint(poppler::page_renderer::text_antialiasing);
  renderer.set_image_format(poppler::image::format_rgb24);
  poppler::image const image = renderer.render_page(page.get(), dpi, dpi);
  if (!image.is_valid()) { return failure(ProblemCode::page_not_readable, "the page cannot be drawn", number); }
  Picture out{image.width(), image.height(), {}};
  auto const row = static_cast<std::size_t>(3 * out.width);
  out.rgb.resize(row * static_cast<std::size_t>(out.height));
  for (int y = 0; y < out.height; ++y) {
    char const* from = image.const_data() + static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
    std::copy(from, from + row, out.rgb.begin() + static_cast<std::ptrdiff_t>(row * static_cast<std::size_t>(y)));
  }
  return out;
}

} // namespace gongkai::pdf
