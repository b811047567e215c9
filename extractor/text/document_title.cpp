// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/document_title.hpp"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <charconv>

namespace gongkai {
namespace {

constexpr std::size_t longest = 1000;

/// The bytes of "<BDAD...>"; empty where the text is something else.
std::string bytes_of_hex(std::string_view text) {
  if (text.size() < 4 || text.size() % 2 != 0 || text.front() != '<' || text.back() != '>') { return {}; }
  std::string out;
  for (std::size_t i = 1; i + 1 < text.size(); i += 2) {
    unsigned value = 0;
    auto const [end, error] = std::from_chars(text.data() + i, text.data() + i + 2, value, 16);
    if (error != std::errc() || end != text.data() + i + 2) { return {}; }
    out += static_cast<char>(value);
  }
  return out;
}

/// GB 18030 holds all older mainland code pages.
std::string from_gb18030(std::string const& bytes) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter* const converter = ucnv_open("gb18030", &error);
  if (U_FAILURE(error)) { return {}; }
  icu::UnicodeString const text(bytes.data(), static_cast<int32_t>(bytes.size()), converter, error);
  ucnv_close(converter);
  std::string out;
  if (U_SUCCESS(error)) { text.toUTF8String(out); }
  return out;
}

} // namespace

std::string readable_title(std::string_view title) {
  if (title.size() > longest) { return {}; }
  std::string const bytes = bytes_of_hex(title);
  std::string out = bytes.empty() ? std::string(title) : from_gb18030(bytes);
  for (std::string_view const program : {"Microsoft Word - ", "Microsoft Excel - ", "Microsoft PowerPoint - "}) {
    if (out.starts_with(program)) { out.erase(0, program.size()); }
  }
  return out;
}

} // namespace gongkai
