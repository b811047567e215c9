// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a PDF through the whole extraction: an Extraction or one Problem comes back, and the record of either is
// JSON.
#include "fuzz/target.hpp"
#include "output/json.hpp"
#include "pipeline.hpp"
#include "support/files.hpp"
#include "support/tiny_pdf.hpp"

#include <rapidjson/document.h>

#include <algorithm>
#include <filesystem>

namespace gongkai::fuzz {
namespace {

/// Larger files make fewer inputs a second and find no more.
constexpr std::uintmax_t largest_seed = 12000;

void check_json(std::string const& text) {
  rapidjson::Document json;
  json.Parse<rapidjson::kParseValidateEncodingFlag>(text.c_str());
  promise(!json.HasParseError(), "the record is JSON in UTF-8");
  promise(json.HasMember("tables") && json.HasMember("warnings"), "the record has its keys");
}

} // namespace

void try_input(std::string_view bytes) {
  static Knowledge const knowledge;
  auto const result = extract(std::string(bytes), "input.pdf", knowledge);
  if (!result) {
    promise(!result.error().message.empty() && result.error().message.find('\n') == std::string::npos,
            "a failure says why, in one line");
    check_json(failure_to_json("input.pdf", result.error(), JsonLayout::line));
    return;
  }
  for (Table const& t : result->tables) {
    for (TableCell const& c : t.cells) {
      promise(c.row >= 0 && c.col >= 0 && c.row + c.rowspan <= t.rows && c.col + c.colspan <= t.cols,
              "a cell lies within its table");
    }
  }
  check_json(to_json(*result, JsonLayout::line));
}

std::vector<std::string> seeds() {
  std::vector<std::filesystem::path> paths;
  for (auto const& entry :
       std::filesystem::recursive_directory_iterator(std::filesystem::path(GONGKAI_SAMPLES_DIR) / "traits")) {
    if (entry.path().extension() == ".pdf" && entry.file_size() <= largest_seed) { paths.push_back(entry.path()); }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> out;
  for (auto const& path : paths) { out.push_back(bytes_of(path)); }
  out.push_back(tiny_pdf("q 20 20 160 160 re S 20 100 m 180 100 l S 100 20 m 100 180 l S BT /F1 10 Tf 30 150 Td (a) Tj "
                         "80 0 Td (1.00) Tj ET Q"));
  return out;
}

std::vector<std::string> words() {
  return {" re f\n",
          " re W n\n",
          " l S\n",
          " c S\n",
          " cm\n",
          "q ",
          " Q\n",
          "BT ",
          " ET\n",
          " Tf\n",
          " Td\n",
          " Tm\n",
          "3 Tr ",
          " Tz ",
          " Tc ",
          " TL ",
          "[3 2] 0 d ",
          " w ",
          "/Rotate 90 ",
          "/UserUnit 100 ",
          "/CropBox [0 0 1 1] ",
          "/MediaBox [0 0 1e6 1e6] ",
          "/ActualText (x) ",
          "/Resources 3 0 R ",
          "/Contents [4 0 R 4 0 R] ",
          "/Kids [2 0 R] ",
          "<< ",
          " >>",
          " 0 R",
          "endobj\n",
          "stream\n",
          "/Filter /FlateDecode ",
          "0 0 0 0 0 0 cm\n",
          "1e9 0 0 1e9 0 0 cm\n",
          "(\\377\\376) Tj\n",
          "/X Do\n",
          "BI /W 1 /H 1 /CS /G /BPC 8 ID x EI\n"};
}

} // namespace gongkai::fuzz
