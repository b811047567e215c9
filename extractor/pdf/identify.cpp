// SPDX-License-Identifier: GPL-3.0-or-later
#include "pdf/identify.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace gongkai::pdf {
namespace {

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

std::string_view name_of_zip(std::string_view bytes) {
  // The names of a ZIP's members stand in clear text in its local headers and in its directory at the end.
  std::string_view const tail = bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 65536));
  auto const has = [&](std::string_view name) {
    return contains(bytes.substr(0, 65536), name) || contains(tail, name);
  };
  if (has("word/")) { return "a Word document (.docx)"; }
  if (has("xl/")) { return "an Excel workbook (.xlsx)"; }
  if (has("ppt/")) { return "a PowerPoint file (.pptx)"; }
  if (has("OFD.xml")) { return "an OFD document (.ofd)"; }
  if (has("content.xml")) { return "an OpenDocument file"; }
  return "a ZIP archive";
}

std::string_view name_of_ole(std::string_view bytes) {
  // Stream names in the compound file are UTF-16LE.
  auto const has = [&](std::string_view ascii) {
    std::string wide;
    for (char const c : ascii) {
      wide += c;
      wide += '\0';
    }
    return contains(bytes, wide);
  };
  if (has("WordDocument")) { return "a Word document (.doc)"; }
  if (has("Workbook")) { return "an Excel workbook (.xls)"; }
  if (has("PowerPoint Document")) { return "a PowerPoint file (.ppt)"; }
  return "an old Office document (.doc or .xls)";
}

} // namespace

Identity identify(std::string_view bytes) {
  std::string_view const head = bytes.substr(0, 1024);
  if (contains(head, "%PDF-")) { return {true, "a PDF"}; }
  if (bytes.empty()) { return {false, "empty (0 bytes)"}; }

  struct Magic {
    std::string_view start;
    std::string_view name;
  };
  using namespace std::string_view_literals;
  if (bytes.starts_with("PK\x03\x04"sv)) { return {false, name_of_zip(bytes)}; }
  if (bytes.starts_with("\xD0\xCF\x11\xE0"sv)) { return {false, name_of_ole(bytes)}; }
  static constexpr std::array magics{
      Magic{"{\\rtf"sv, "an RTF document"},   Magic{"\xFF\xD8\xFF"sv, "a JPEG picture"},
      Magic{"\x89PNG"sv, "a PNG picture"},    Magic{"GIF8"sv, "a GIF picture"},
      Magic{"II*\0"sv, "a TIFF picture"},     Magic{"MM\0*"sv, "a TIFF picture"},
      Magic{"Rar!"sv, "a RAR archive"},       Magic{"7z\xBC\xAF"sv, "a 7z archive"},
      Magic{"\x1F\x8B"sv, "a gzip file"},     Magic{"%!PS"sv, "a PostScript file"},
      Magic{"AT&TFORM"sv, "a DjVu document"},
  };
  for (Magic const& m : magics) {
    if (bytes.starts_with(m.start)) { return {false, m.name}; }
  }
  std::string lower(head);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  if (contains(lower, "<!doctype html") || contains(lower, "<html") || contains(lower, "<head") ||
      contains(lower, "<script")) {
    return {false, "an HTML page"};
  }
  if (lower.starts_with("<?xml") || lower.starts_with("\xEF\xBB\xBF<?xml")) { return {false, "an XML file"}; }
  if (lower.starts_with("{") || lower.starts_with("[")) { return {false, "a JSON file"}; }
  bool const binary = std::any_of(head.begin(), head.end(), [](char c) { return c == '\0'; });
  return {false, binary ? "an unknown binary file" : "a text file"};
}

} // namespace gongkai::pdf
