// SPDX-License-Identifier: GPL-3.0-or-later
#include "output/review/review_index.hpp"

#include "base/version.hpp"
#include "output/json_values.hpp"
#include "output/review/html_file.hpp"
#include "output/review/web_assets.hpp"

#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

namespace gongkai {
namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

class IndexData : JsonValues<Writer> {
public:
  explicit IndexData(Writer& writer) : JsonValues(writer) {}

  void write(std::span<DocumentSummary const> documents, ReviewWording const& wording) {
    w.StartObject();
    key("version");
    text(version());
    key("documents");
    w.StartArray();
    for (DocumentSummary const& d : documents) { document(d); }
    w.EndArray();
    key("wording");
    w.StartObject();
    for (auto const& [name, words] : wording) {
      key(name.c_str());
      strings({words.first, words.second});
    }
    w.EndObject();
    w.EndObject();
  }

private:
  void document(DocumentSummary const& d) {
    w.StartObject();
    for (auto const& [name, value] : {std::pair{"file", &d.file},
                                      {"page", &d.page},
                                      {"entity", &d.entity},
                                      {"region", &d.region},
                                      {"kind", &d.kind},
                                      {"error", &d.error}}) {
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

  void amounts(char const* name, std::vector<NamedAmount> const& list) {
    key(name);
    w.StartArray();
    for (NamedAmount const& a : list) { strings({a.first, a.second.text()}); }
    w.EndArray();
  }
};

} // namespace

std::string review_index(std::span<DocumentSummary const> documents, ReviewWording const& wording) {
  auto const title = wording.find("index.title");
  HtmlFile html(title == wording.end() ? "gongkai" : title->second.first, index_style(), index_script(), false);
  rapidjson::StringBuffer buffer;
  Writer writer(buffer);
  IndexData(writer).write(documents, wording);
  html.add_json("index-data", {buffer.GetString(), buffer.GetSize()});
  return std::move(html).finish();
}

} // namespace gongkai
