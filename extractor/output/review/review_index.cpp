// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/review/review_index.hpp"

#include "output/review/html_file.hpp"
#include "output/review/review_json.hpp"
#include "output/review/web_assets.hpp"

namespace gongkai {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

class SummaryData : JsonValues<Writer> {
public:
  explicit SummaryData(Writer& writer) : JsonValues(writer) {}

  void write(DocumentSummary const& d) {
    w.StartObject();
    for (auto const& [name, value] : {std::pair{"entity", &d.entity}, {"region", &d.region}, {"kind", &d.kind}}) {
      key(name);
      text_or_null(*value);
    }
    key("year");
    if (d.year > 0) {
      w.Int(d.year);
    } else {
      w.Null();
    }
    key("pages");
    w.Int(d.pages);
    for (auto const& [name, value] : {std::pair{"tables", d.tables},
                                      {"proven", d.proven},
                                      {"unproven", d.unproven},
                                      {"conflict", d.conflict},
                                      {"conflicts", d.conflicts},
                                      {"warnings", d.warnings},
                                      {"residue", d.residue}}) {
      key(name);
      w.Uint64(value);
    }
    key("total");
    text_or_null(d.total ? d.total->text() : "");
    amounts("functions", d.functions);
    amounts("three_public", d.three_public);
    w.EndObject();
  }

private:
  void amounts(char const* name, std::vector<NamedAmount> const& list) {
    key(name);
    w.StartArray();
    for (NamedAmount const& a : list) { strings({a.first, a.second.text()}); }
    w.EndArray();
  }
};

class IndexData : ReviewJson<Writer> {
public:
  explicit IndexData(Writer& writer) : ReviewJson(writer) {}

  void write(std::span<IndexedDocument const> documents, ReviewWording const& words) {
    w.StartObject();
    program();
    key("documents");
    w.StartArray();
    for (IndexedDocument const& d : documents) { document(d); }
    w.EndArray();
    wording(words);
    w.EndObject();
  }

private:
  void document(IndexedDocument const& d) {
    // One object of both: the members of the summary follow those of the place.
    std::string const summary = d.summary.empty() ? summary_json({}) : d.summary;
    std::string joined = json_text([&](Writer& writer) { Place(writer).write(d); });
    joined.back() = ',';
    joined += std::string_view(summary).substr(1);
    w.RawValue(joined.data(), joined.size(), rapidjson::kObjectType);
  }

  class Place : JsonValues<Writer> {
  public:
    explicit Place(Writer& writer) : JsonValues(writer) {}
    void write(IndexedDocument const& d) {
      w.StartObject();
      for (auto const& [name, value] : {std::pair{"file", &d.file}, {"page", &d.page}, {"error", &d.error}}) {
        key(name);
        text_or_null(*value);
      }
      w.EndObject();
    }
  };
};

} // namespace

std::string summary_json(DocumentSummary const& summary) {
  return json_text([&](Writer& writer) { SummaryData(writer).write(summary); });
}

std::string review_index(std::span<IndexedDocument const> documents, ReviewWording const& wording) {
  auto const title = wording.find("index.title");
  HtmlFile html(title == wording.end() ? "gongkai" : title->second.first, index_style(), index_script(), {});
  html.add_json("index-data", json_text([&](Writer& writer) { IndexData(writer).write(documents, wording); }));
  return std::move(html).finish();
}

} // namespace gongkai
