// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/fingerprint.hpp"

#include "base/sha256.hpp"

#include <fmt/format.h>

namespace gongkai {
namespace {

/// Long enough that two of millions of documents do not meet by chance; the letter keeps spreadsheets from taking it
/// for a number.
std::string shortened(char letter, std::string const& text) {
  return fmt::format("{}{}", letter, sha256_hex(text).substr(0, 16));
}

void append_squeezed(std::string& all, std::string_view text) {
  for (char const c : text) {
    if (c != ' ' && c != '\n') { all += c; }
  }
  all += '\n';
}

} // namespace

std::string text_fingerprint(Extraction const& extraction) {
  std::string all;
  for (Paragraph const& p : extraction.prose.paragraphs) { append_squeezed(all, p.text); }
  for (Table const& t : extraction.tables) {
    append_squeezed(all, t.caption.title);
    for (TableCell const& c : t.cells) { append_squeezed(all, c.text); }
  }
  // Scans have no text, and are not one document for that.
  bool const text = all.find_first_not_of('\n') != std::string::npos;
  return text ? shortened('t', all) : std::string();
}

std::string figures_fingerprint(Extraction const& extraction) {
  std::string all;
  std::size_t figures = 0;
  for (Observation const& o : extraction.observations) {
    if (o.amount.is_zero()) { continue; }
    ++figures;
    all += fmt::format("{} {} {} {}\n", o.type, o.name.main.code, o.measure, o.amount.text());
  }
  return figures < fewest_figures ? std::string() : shortened('f', all);
}

} // namespace gongkai
