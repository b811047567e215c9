// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/review/review_page.hpp"

#include "output/json.hpp"
#include "output/review/html_file.hpp"
#include "output/review/review_json.hpp"
#include "output/review/web_assets.hpp"
#include "text/csv_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace gongkai {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

/// Characters as JavaScript counts them: those beyond the basic plane are two.
std::size_t utf16_length(std::string_view utf8) {
  std::size_t length = 0;
  for (char const c : utf8) {
    auto const byte = static_cast<unsigned char>(c);
    length += (byte & 0xC0U) != 0x80 ? 1 : 0;
    length += byte >= 0xF0 ? 1 : 0;
  }
  return length;
}

/// What the page needs beside the record: docs/formats has the record, web/types.d.ts this.
class PageData : ReviewJson<Writer> {
public:
  PageData(Writer& writer, Extraction const& extraction) : ReviewJson(writer), m_e(extraction) {}

  void write(std::vector<PagePicture> const& pages, ReviewWording const& words, ReviewPageOptions const& options) {
    w.StartObject();
    program();
    sizes(pages);
    places();
    prose();
    key("powers");
    w.StartObject();
    for (auto const& [unit, power] : options.powers) {
      key(unit.c_str());
      w.Int(power);
    }
    w.EndObject();
    key("serve");
    text_or_null(options.save_to);
    key("judgements");
    std::string const judgements = options.judgements.empty() ? "[]" : options.judgements;
    w.RawValue(judgements.data(), judgements.size(), rapidjson::kArrayType);
    key("index");
    text_or_null(options.index);
    wording(words);
    w.EndObject();
  }

private:
  void sizes(std::vector<PagePicture> const& pages) {
    key("sizes");
    w.StartArray();
    for (PagePicture const& p : pages) {
      w.StartArray();
      coordinate(p.width);
      coordinate(p.height);
      w.EndArray();
    }
    w.EndArray();
  }

  void places() {
    key("places");
    w.StartArray();
    for (Observation const& o : m_e.observations) {
      w.StartArray();
      w.Uint64(o.table);
      w.Int(o.row);
      w.Int(o.col);
      w.EndArray();
    }
    w.EndArray();
  }

  /// Contents repeat what stands elsewhere, and are left out.
  void prose() {
    std::vector<int> numbers(m_e.prose.paragraphs.size(), -1);
    int count = 0;
    key("paragraphs");
    w.StartArray();
    for (std::size_t i = 0; i < m_e.prose.paragraphs.size(); ++i) {
      Paragraph const& p = m_e.prose.paragraphs[i];
      if (p.kind == ParagraphKind::contents) { continue; }
      numbers[i] = count++;
      w.StartObject();
      key("text");
      text(p.text);
      key("page");
      w.Int(p.lines.empty() ? 0 : p.lines.front().page);
      key("section");
      w.Int(p.section);
      key("heading");
      w.Bool(p.heading);
      w.EndObject();
    }
    w.EndArray();
    key("spans");
    w.StartArray();
    for (Statement const& s : m_e.statements) { span(s, numbers); }
    w.EndArray();
    key("lines");
    w.StartArray();
    for (Statement const& s : m_e.statements) { lines(s); }
    w.EndArray();
  }

  /// Of a figure that runs over the end of a line, the part on each: one box around all would cover the whole width.
  void lines(Statement const& s) {
    std::vector<PagePlace> parts;
    if (s.paragraph < m_e.prose.paragraphs.size()) {
      Paragraph const& p = m_e.prose.paragraphs[s.paragraph];
      for (std::size_t i = 0; i < p.lines.size(); ++i) {
        std::size_t const next = i + 1 < p.lines.size() ? p.lines[i + 1].begin : p.text.size();
        std::size_t const begin = std::max(s.begin, p.lines[i].begin), end = std::min(s.end, next);
        if (begin < end) { parts.push_back(place_of(p, begin, end)); }
      }
    }
    if (parts.size() < 2) {
      w.Null();
      return;
    }
    w.StartArray();
    for (PagePlace const& part : parts) {
      w.StartObject();
      key("page");
      w.Int(part.page);
      key("bbox");
      box(part.box);
      w.EndObject();
    }
    w.EndArray();
  }

  void span(Statement const& s, std::vector<int> const& numbers) {
    if (s.paragraph >= numbers.size() || numbers[s.paragraph] < 0) {
      w.Null();
      return;
    }
    std::string_view const all = m_e.prose.paragraphs[s.paragraph].text;
    w.StartArray();
    w.Int(numbers[s.paragraph]);
    w.Uint64(utf16_length(all.substr(0, s.begin)));
    w.Uint64(utf16_length(all.substr(0, s.end)));
    w.EndArray();
  }

  Extraction const& m_e;
};

} // namespace

ReviewWording read_review_wording(PatternFiles const& files) {
  ReviewWording out;
  for (CsvRow const& row : read_csv(files, "review.csv", {"key", "zh", "en"})) {
    out[row.fields[0]] = {row.fields[1], row.fields[2]};
  }
  return out;
}

std::string page_mark(std::string_view beginning) { return HtmlFile::mark_of(beginning); }

std::string review_page(Extraction const& extraction, std::vector<PagePicture> const& pages,
                        ReviewWording const& wording, ReviewPageOptions const& options) {
  // Pages are sent to others: the folder it lay in is nobody's business.
  Extraction named = extraction;
  named.source.file = extraction.source.file.substr(extraction.source.file.find_last_of('/') + 1);
  HtmlFile html(named.source.file, review_style(), review_script(), {!options.save_to.empty(), options.mark});
  html.add_json("document-data", to_json(named, JsonLayout::line));
  html.add_json("page-data",
                json_text([&](Writer& writer) { PageData(writer, extraction).write(pages, wording, options); }));
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (!pages[i].webp.empty()) { html.add_picture(fmt::format("picture-{}", i + 1), "image/webp", pages[i].webp); }
  }
  return std::move(html).finish();
}

} // namespace gongkai
