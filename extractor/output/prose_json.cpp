// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/prose_json.hpp"

#include "base/version.hpp"
#include "text/characters.hpp"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>

#include <algorithm>

namespace gongkai {
namespace {

class ProseValues {
public:
  explicit ProseValues(Extraction const& extraction) : m_in(extraction), m_writer(m_buffer) {
    m_writer.SetIndent(' ', 1);
    m_writer.SetFormatOptions(rapidjson::kFormatSingleLineArray);
  }

  std::string write(int page) {
    m_writer.StartObject();
    number("schema_version", schema_version);
    text("file", m_in.source.file);
    number("pages", m_in.source.pages);
    text("show", "prose");
    m_writer.Key("paragraphs");
    m_writer.StartArray();
    for (std::size_t i = 0; i < m_in.prose.paragraphs.size(); ++i) {
      Paragraph const& p = m_in.prose.paragraphs[i];
      bool const there = std::any_of(p.lines.begin(), p.lines.end(), [&](TextLine const& l) { return l.page == page; });
      if (page == 0 || there) { paragraph(p, i); }
    }
    m_writer.EndArray();
    m_writer.EndObject();
    return std::string(m_buffer.GetString(), m_buffer.GetSize()) + '\n';
  }

private:
  void text(char const* key, std::string_view s) {
    m_writer.Key(key);
    m_writer.String(s.data(), static_cast<rapidjson::SizeType>(s.size()));
  }

  void number(char const* key, int i) {
    m_writer.Key(key);
    m_writer.Int(i);
  }

  void paragraph(Paragraph const& p, std::size_t index) {
    m_writer.StartObject();
    number("page", p.lines.empty() ? 0 : p.lines.front().page);
    text("kind", p.kind == ParagraphKind::contents ? "contents"
                 : p.kind == ParagraphKind::cover  ? "cover"
                 : p.heading                       ? "heading"
                                                   : "text");
    text("text", p.text);
    m_writer.Key("digits");
    m_writer.StartArray();
    // Spans stand in the order of the paragraphs.
    auto const by_paragraph = [](FigureSpan const& s, std::size_t i) { return s.paragraph < i; };
    auto span = std::lower_bound(m_in.figure_spans.begin(), m_in.figure_spans.end(), index, by_paragraph);
    for (; span != m_in.figure_spans.end() && span->paragraph == index; ++span) { digits(*span, p); }
    m_writer.EndArray();
    m_writer.EndObject();
  }

  void digits(FigureSpan const& s, Paragraph const& p) {
    m_writer.StartObject();
    text("text", std::string_view(p.text).substr(s.begin, s.end - s.begin));
    number("begin", static_cast<int>(count_characters(std::string_view(p.text).substr(0, s.begin))));
    text("use", name_of(s.use));
    auto const of = std::find_if(m_in.statements.begin(), m_in.statements.end(), [&](Statement const& st) {
      return st.paragraph == s.paragraph && st.begin <= s.begin && s.end <= st.end;
    });
    if (s.use == FigureUse::statement && of != m_in.statements.end()) { text("statement", of->id); }
    m_writer.EndObject();
  }

  Extraction const& m_in;
  rapidjson::StringBuffer m_buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> m_writer;
};

} // namespace

std::string prose_to_json(Extraction const& extraction, int page) { return ProseValues(extraction).write(page); }

} // namespace gongkai
