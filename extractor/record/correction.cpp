// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/correction.hpp"

#include <fmt/format.h>
#include <rapidjson/document.h>
#include <rapidjson/error/en.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace gongkai {
namespace {

using Json = rapidjson::Value;

/// A file that is not what it should be; caught in parse_corrections().
struct NotCorrections {
  std::string why;
};

std::string text_of(Json const& object, char const* key) {
  auto const at = object.FindMember(key);
  if (at == object.MemberEnd() || at->value.IsNull()) { return {}; }
  if (!at->value.IsString()) { throw NotCorrections{fmt::format("\"{}\" is no text", key)}; }
  return {at->value.GetString(), at->value.GetStringLength()};
}

Box box_of(Json const& judgement) {
  auto const at = judgement.FindMember("bbox");
  bool const four = at != judgement.MemberEnd() && at->value.IsArray() && at->value.Size() == 4 &&
                    std::all_of(at->value.Begin(), at->value.End(), [](Json const& n) { return n.IsNumber(); });
  if (!four) { throw NotCorrections{"\"bbox\" is no array of four numbers"}; }
  auto const number = [&](rapidjson::SizeType i) { return at->value[i].GetDouble(); };
  return {number(0), number(1), number(2), number(3)};
}

/// Whether the publisher is said to have printed an error.
bool blames_publisher(Json const& judgement) {
  std::string const verdict = text_of(judgement, "verdict");
  if (!verdict.empty() && verdict != "publisher") {
    throw NotCorrections{fmt::format("\"verdict\" is \"{}\", and not publisher", verdict)};
  }
  return !verdict.empty();
}

/// Null for what is about no figure, cell or check: residue and warnings that somebody has seen change nothing.
std::optional<Judgement> judgement_in(Json const& json) {
  if (!json.IsObject()) { throw NotCorrections{"a judgement is no object"}; }
  std::string const about = text_of(json, "about"), action = text_of(json, "action");
  if (action != "accept" && action != "correct") {
    throw NotCorrections{fmt::format("\"action\" is \"{}\", and not accept or correct", action)};
  }
  bool const of_check = about == "check";
  if (!about.empty() && about != "figure" && about != "cell" && !of_check) { return std::nullopt; }
  Judgement out;
  out.action = action == "accept" ? Judgement::Action::accept : Judgement::Action::correct;
  if (of_check && out.action == Judgement::Action::correct) { throw NotCorrections{"a check cannot be corrected"}; }
  out.about = of_check ? Judgement::About::check : Judgement::About::place;
  out.publisher = blames_publisher(json);
  auto const page = json.FindMember("page");
  if (page == json.MemberEnd() || !page->value.IsInt() || page->value.GetInt() < (of_check ? 0 : 1)) {
    throw NotCorrections{"\"page\" is no number of a page"};
  }
  out.page = page->value.GetInt();
  if (!of_check) { out.box = box_of(json); }
  out.read = text_of(json, "read");
  out.value = text_of(json, "value");
  out.by = text_of(json, "by");
  out.at = text_of(json, "at");
  out.note = text_of(json, "note");
  if (out.action == Judgement::Action::correct && out.value.empty()) {
    throw NotCorrections{"a correction has no \"value\""};
  }
  return out;
}

void read_document(Json const& json, Corrections& out) {
  if (!json.IsObject() || !json.HasMember("gongkai_corrections")) {
    throw NotCorrections{"it has no \"gongkai_corrections\""};
  }
  if (!json["gongkai_corrections"].IsInt() || json["gongkai_corrections"].GetInt() != 1) {
    throw NotCorrections{"it was written by a later version; this one knows \"gongkai_corrections\": 1"};
  }
  std::string const sha256 = text_of(json, "sha256");
  if (sha256.size() != 64) { throw NotCorrections{"\"sha256\" is no hash of a document"}; }
  auto const judgements = json.FindMember("judgements");
  if (judgements == json.MemberEnd() || !judgements->value.IsArray()) {
    throw NotCorrections{"it has no array \"judgements\""};
  }
  std::vector<Judgement>& list = out.by_sha256[sha256];
  for (Json const& j : judgements->value.GetArray()) {
    if (auto judgement = judgement_in(j)) { list.push_back(std::move(*judgement)); }
  }
}

bool same_place(Judgement const& a, Judgement const& b) {
  if (a.about != b.about) { return false; }
  if (a.about == Judgement::About::check) { return a.page == b.page && a.read == b.read; }
  constexpr double nearly = 0.5; // points: the same box, written down twice
  return a.page == b.page && std::abs(a.box.x0 - b.box.x0) < nearly && std::abs(a.box.y0 - b.box.y0) < nearly &&
         std::abs(a.box.x1 - b.box.x1) < nearly && std::abs(a.box.y1 - b.box.y1) < nearly;
}

bool equal(Judgement const& a, Judgement const& b) {
  auto const all = [](Judgement const& j) {
    return std::tie(j.action, j.about, j.publisher, j.page, j.box.x0, j.box.y0, j.box.x1, j.box.y1, j.read, j.value,
                    j.by, j.at, j.note);
  };
  return all(a) == all(b);
}

} // namespace

void Corrections::add(Corrections&& more) {
  for (auto& [sha256, judgements] : more.by_sha256) {
    std::vector<Judgement>& list = by_sha256[sha256];
    for (Judgement& j : judgements) {
      auto const old = std::find_if(list.begin(), list.end(), [&](Judgement const& o) { return same_place(o, j); });
      if (old == list.end()) {
        list.push_back(std::move(j));
      } else if (old->at <= j.at) {
        *old = std::move(j);
      }
    }
  }
}

std::vector<Judgement> const& Corrections::of(std::string_view sha256) const {
  static std::vector<Judgement> const none;
  auto const found = by_sha256.find(sha256);
  return found == by_sha256.end() ? none : found->second;
}

tl::expected<Corrections, std::string> parse_corrections(std::string_view json) {
  rapidjson::Document document;
  document.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
  if (document.HasParseError()) {
    return tl::make_unexpected(fmt::format("it is no JSON: {} (byte {})",
                                           rapidjson::GetParseError_En(document.GetParseError()),
                                           document.GetErrorOffset()));
  }
  try {
    Corrections out;
    if (document.IsArray()) {
      for (Json const& each : document.GetArray()) { read_document(each, out); }
    } else {
      read_document(document, out);
    }
    return out;
  } catch (NotCorrections const& e) { return tl::make_unexpected(e.why); }
}

std::string judgements_not_applied(std::string_view json, std::string_view sha256,
                                   std::vector<AppliedJudgement> const& judged) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  writer.StartArray();
  auto const add_from = [&](Json const& file) {
    if (text_of(file, "sha256") != sha256) { return; }
    for (Json const& each : file["judgements"].GetArray()) {
      auto const judgement = judgement_in(each);
      // One about a check is kept too: no figure and no cell of the record remembers it.
      bool const applied = judgement && judgement->about == Judgement::About::place &&
                           std::any_of(judged.begin(), judged.end(),
                                       [&](AppliedJudgement const& a) { return equal(a.judgement, *judgement); });
      if (!applied) { each.Accept(writer); }
    }
  };
  if (parse_corrections(json)) {
    rapidjson::Document document;
    document.Parse<rapidjson::kParseIterativeFlag>(json.data(), json.size());
    if (document.IsArray()) {
      for (Json const& each : document.GetArray()) { add_from(each); }
    } else {
      add_from(document);
    }
  }
  writer.EndArray();
  return {buffer.GetString(), buffer.GetSize()};
}

Judgement const* judgement_of(std::vector<AppliedJudgement> const& judged, FigureRef const& figure) {
  auto const found =
      std::find_if(judged.begin(), judged.end(), [&](AppliedJudgement const& j) { return j.figure == figure; });
  return found == judged.end() ? nullptr : &found->judgement;
}

Judgement const* judgement_of(std::vector<AppliedJudgement> const& judged, std::size_t table, int row, int col) {
  auto const found = std::find_if(judged.begin(), judged.end(), [&](AppliedJudgement const& j) {
    return j.table == table && j.row == row && j.col == col;
  });
  return found == judged.end() ? nullptr : &found->judgement;
}

} // namespace gongkai
